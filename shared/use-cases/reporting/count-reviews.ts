import { canSeeLead, type Visibility } from '../../domain/access/visibility.ts';
import type { Instant } from '../../domain/instant.ts';
import type { ReviewCount } from '../../domain/reporting/morning-report.ts';
import type { ReportStore } from '../../ports/report-store.ts';
import type { Deps } from '../deps.ts';
import { getReview, type ReviewItem, type ReviewName } from './get-review.ts';

/** Whether an item is about a team or a person of the viewer's. */
export function isVisibleItem({ team, rep, accountable }: ReviewItem, visibility: Visibility): boolean {
  return canSeeLead(visibility, { owner: rep, accountable, teams: team === undefined ? [] : [team] });
}

/** Counts what is on the first page of each of these reviews for a viewer. Reviews without items are left out. */
export async function countReviews(
  lists: readonly ReviewName[],
  { now, visibility }: { readonly now: Instant; readonly visibility: Visibility },
  deps: Pick<Deps, 'leads' | 'reps' | 'plans'> & { readonly reports: ReportStore },
): Promise<readonly ReviewCount[]> {
  const counts: ReviewCount[] = [];
  for (const list of lists) {
    const review = await getReview(list, { now }, deps);
    const count = review?.items.filter((item) => isVisibleItem(item, visibility)).length ?? 0;
    if (count > 0) counts.push({ list, count, isMore: review?.cursor !== undefined });
  }
  return counts;
}
