import type { Instant } from '../../domain/instant.ts';
import type { Erasure } from '../../domain/privacy/erasure.ts';
import type { PrivacyDeps } from './privacy-deps.ts';

/** Erasures applied by one call, so that it ends in time. */
const MAX_PER_CALL = 20;

/** How many erasures were applied, and where the next call continues. */
export interface ReplayResult {
  readonly applied: number;
  readonly failed: number;
  /** How many of the applied ones have more stored bodies to search; they are to be applied once more. Absent: none. */
  readonly inSearch?: number;
  readonly cursor?: string;
}

/**
 * Applies recorded erasures again, as after a restore, or those alone that are not finished or whose search was left in
 * the middle. One that fails does not stop the others.
 */
export async function replayErasures(
  which: {
    readonly only: 'all' | 'unfinished' | 'in_search';
    /** Records looked at by this call. */
    readonly limit?: number;
    readonly cursor?: string;
    readonly now: Instant;
  },
  deps: PrivacyDeps,
): Promise<ReplayResult> {
  const { only, limit = MAX_PER_CALL, cursor, now } = which;
  const page = await deps.erasures.list({ limit, cursor });
  let [applied, failed, inSearch] = [0, 0, 0];
  for (const erasure of page.items) {
    if (only === 'unfinished' && erasure.remaining.length === 0) continue;
    if (only === 'in_search' && erasure.cursor === undefined) continue;
    const after = await applyErasure(only === 'all' ? restart(erasure) : erasure, now, deps).catch(() => undefined);
    if (!after) {
      failed += 1;
      continue;
    }
    applied += 1;
    if (after.cursor !== undefined) inSearch += 1;
  }
  return {
    applied,
    failed,
    ...(inSearch > 0 && { inSearch }),
    ...(page.cursor !== undefined && { cursor: page.cursor }),
  };
}

/** A restored table is searched from its beginning, wherever the search was before the restore. */
function restart({ cursor: _, waiting: __, ...erasure }: Erasure): Erasure {
  return erasure;
}

/** Returns the record as it is afterwards; undefined when some leads of it could not be erased. */
async function applyErasure(erasure: Erasure, now: Instant, deps: PrivacyDeps): Promise<Erasure | undefined> {
  // What reads people is loaded with the first erasure that is not finished.
  if (erasure.scope !== 'leads') return (await import('./forget-person.ts')).continueErasure(erasure, { now }, deps);
  const { eraseRecordedLeads } = await import('./erase-recorded-leads.ts');
  const recorded = await eraseRecordedLeads(erasure, now, deps);
  return recorded.failed === 0 ? recorded.erasure : undefined;
}
