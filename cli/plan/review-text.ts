import type { Instant } from '../../shared/domain/instant.ts';
import { describeDataChanges, isReviewDue, type PlanReview } from '../../shared/domain/plan-review/plan-review.ts';

/** Says when the version in force is to be reviewed, and what was imported since the last review. */
export function formatReview({ version, dueOn, changes }: Omit<PlanReview, 'last' | 'change'>, now: Instant): string {
  const due = isReviewDue({ dueOn }, now) ? `was due on ${dueOn}` : `due on ${dueOn}`;
  const imported = describeDataChanges(changes);
  return `Review of version ${version}: ${due}${imported === '' ? '' : `; imported since: ${imported}`}`;
}
