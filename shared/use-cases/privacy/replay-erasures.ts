import type { Instant } from '../../domain/instant.ts';
import type { Erasure } from '../../domain/privacy/erasure.ts';
import { eraseRecordedLeads } from './erase-recorded-leads.ts';
import { continueErasure } from './forget-person.ts';
import type { PrivacyDeps } from './privacy-deps.ts';

/** Erasures applied by one call, so that it ends in time. */
const MAX_PER_CALL = 20;

/** How many erasures were applied, and where the next call continues. */
export interface ReplayResult {
  readonly applied: number;
  readonly failed: number;
  readonly cursor?: string;
}

/**
 * Applies recorded erasures again, as after a restore, or those alone that are not finished. One that fails does not
 * stop the others.
 */
export async function replayErasures(
  which: {
    readonly only: 'unfinished' | 'all';
    /** Records looked at by this call. */
    readonly limit?: number;
    readonly cursor?: string;
    readonly now: Instant;
  },
  deps: PrivacyDeps,
): Promise<ReplayResult> {
  const { only, limit = MAX_PER_CALL, cursor, now } = which;
  const page = await deps.erasures.list({ limit, cursor });
  let [applied, failed] = [0, 0];
  for (const erasure of page.items) {
    if (only === 'unfinished' && erasure.remaining.length === 0) continue;
    try {
      if (await applyErasure(erasure, now, deps)) applied += 1;
      else failed += 1;
    } catch {
      failed += 1;
    }
  }
  return { applied, failed, ...(page.cursor !== undefined && { cursor: page.cursor }) };
}

/** Returns whether it succeeded. @throws when a store fails */
async function applyErasure(erasure: Erasure, now: Instant, deps: PrivacyDeps): Promise<boolean> {
  if (erasure.scope === 'leads') return (await eraseRecordedLeads(erasure, now, deps)).failed === 0;
  await continueErasure(erasure, { now }, deps);
  return true;
}
