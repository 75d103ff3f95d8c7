import { type reportRoutes, toReviewsView } from '../../shared/api/reports.ts';
import type { ReportStore } from '../../shared/ports/report-store.ts';
import { problem } from '../../shared/runtime/http/problem.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { isVisibleItem } from '../../shared/use-cases/reporting/count-reviews.ts';
import { getReview, REVIEW_NAMES } from '../../shared/use-cases/reporting/get-review.ts';
import { visibilityFor } from '../wiring/visibility.ts';

type ReviewDeps = Pick<Deps, 'leads' | 'reps' | 'plans'> & { readonly reports: ReportStore };

const NO_PLAN = problem('conflict', 'No plan is active yet, so no review has an owner. Publish and activate one.');

/** `GET /v1/reviews`: the first page of every review, or one page of one review; of a manager's teams alone. */
export const getReviews: RouteHandler<typeof reportRoutes.getReviews, ReviewDeps> = async (
  { query, principal, now },
  deps,
) => {
  const { list, cursor, days } = query;
  const lists = list === undefined ? REVIEW_NAMES : [list];
  const reviews = await Promise.all(lists.map((one) => getReview(one, { now, cursor, days }, deps)));
  const found = reviews.filter((review) => review !== undefined);
  const visibility = await visibilityFor('getReviews', principal, deps);
  const seen = found.map((review) => ({
    ...review,
    items: review.items.filter((item) => isVisibleItem(item, visibility)),
  }));
  return found.length < lists.length ? NO_PLAN : { status: 200, body: toReviewsView(now, seen) };
};
