import type { Instant } from '../../domain/instant.ts';
import { bodyCutoffOf } from '../../domain/privacy/retention.ts';
import type { PrivacyDeps } from './privacy-deps.ts';
import { privacyInForce } from './privacy-in-force.ts';

/** Rows looked at per page, pages per call, and bodies after which it ends: what one call can do in its time. */
const PAGE_SIZE = 250;
const MAX_PAGES = 40;
const ENOUGH = 500;

/** What one call of {@link expireBodies} did, and where the next one continues; no cursor at the end. */
export interface ExpiredBodies {
  readonly count: number;
  readonly failed: number;
  readonly cursor?: string;
}

/**
 * Erases raw bodies, in the table and in the bucket, that are older than the plan in force allows. What the environment
 * keeps no longer than the plan expires by itself, so then nothing is looked at. A delivery goes whatever became of it,
 * as when it expires by itself. One that fails does not stop the others.
 */
export async function expireBodies(
  {
    now,
    bodyRetentionDays,
    cursor: start,
  }: {
    readonly now: Instant;
    /** How long the environment keeps bodies at most. */
    readonly bodyRetentionDays: number;
    readonly cursor?: string;
  },
  deps: Pick<PrivacyDeps, 'plans' | 'eraser'>,
): Promise<ExpiredBodies> {
  const { cutoff, isByPlan } = bodyCutoffOf(now, await privacyInForce(deps), bodyRetentionDays);
  let [count, failed] = [0, 0];
  if (!isByPlan) return { count, failed };
  let cursor = start;
  for (let pages = 0; pages < MAX_PAGES && count + failed < ENOUGH; pages += 1) {
    const page = await deps.eraser.bodiesReceivedBy(cutoff, { limit: PAGE_SIZE, cursor });
    for (const id of page.items) {
      try {
        await deps.eraser.eraseBody(id);
        count += 1;
      } catch {
        failed += 1;
      }
    }
    cursor = page.cursor;
    if (cursor === undefined) return { count, failed };
  }
  return { count, failed, ...(cursor !== undefined && { cursor }) };
}
