import { type PlanReview, planReviewOf } from '../../domain/plan-review/plan-review.ts';
import type { PlanJournal } from '../../ports/plan-journal.ts';
import type { Deps } from '../deps.ts';

/** Finds when the plan in force is to be reviewed, and what was imported meanwhile; undefined while none is in force. */
export async function findPlanReview({
  plans,
  planJournal,
}: Pick<Deps, 'plans'> & { readonly planJournal: PlanJournal }): Promise<PlanReview | undefined> {
  const [active, activations, journal] = await Promise.all([
    plans.active(),
    plans.activations(),
    planJournal.entries(),
  ]);
  if (!active) return undefined;
  // A version that was put in force before there was a history has no entry.
  const entry = activations.find(({ version }) => version === active.version);
  const since = entry?.at ?? active.publishedAt;
  return planReviewOf({ version: active.version, since, change: active.plan.change }, journal);
}
