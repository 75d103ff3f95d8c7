import type { Instant } from '../../domain/instant.ts';
import { failure, type Result, success } from '../../domain/result.ts';
import type { PlanJournal } from '../../ports/plan-journal.ts';
import type { Deps } from '../deps.ts';

/** What somebody says of the version in force after they looked at it. */
export interface Review {
  readonly version: number;
  readonly why: string;
  /** The day of the next review, after today. */
  readonly next?: string;
  readonly by: string;
  readonly now: Instant;
}

/**
 * Records that the version in force was reviewed and stays: its reminders end until the next review is due. Refused as
 * `conflict` for any other version, since what was looked at is not in force then; and as `not_after_today`.
 */
export async function reviewPlan(
  { version, why, next, by, now }: Review,
  { plans, planJournal }: Pick<Deps, 'plans'> & { readonly planJournal: PlanJournal },
): Promise<Result<undefined, 'conflict' | 'not_after_today'>> {
  if (next !== undefined && next <= now.slice(0, 10)) return failure('not_after_today');
  const active = await plans.active({ fresh: true });
  if (active?.version !== version) return failure('conflict');
  await planJournal.add({ kind: 'review', version, why, by, at: now, ...(next !== undefined && { next }) });
  return success(undefined);
}
