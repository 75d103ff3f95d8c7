import { getReviews, toReviewsView } from '../../shared/api/reports.ts';
import { BadCursor } from '../../shared/ports/bad-cursor.ts';
import type { ReportStore } from '../../shared/ports/report-store.ts';
import { problem } from '../../shared/runtime/http/problem.ts';
import { type ApiRoute, bindRoute } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { REVIEW_NAMES, readReview } from '../../shared/use-cases/reporting/read-reviews.ts';

type ReviewDeps = Pick<Deps, 'leads' | 'reps' | 'plans'> & { readonly reports: ReportStore };

const NO_PLAN = problem('conflict', 'No plan is active yet, so no review has an owner. Publish and activate one.');
const BAD_CURSOR = problem('validation-failed', 'See `errors` for the invalid fields.', {
  errors: [{ in: 'query', field: '/cursor', expected: 'the cursor from the previous page' }],
});

/** `GET /v1/reviews`: the first page of every review, or one page of one review. */
export const showReviews: ApiRoute<ReviewDeps> = bindRoute(getReviews, async ({ query, now }, deps: ReviewDeps) => {
  const { list, cursor } = query;
  try {
    const lists = list === undefined ? REVIEW_NAMES : [list];
    const reviews = await Promise.all(lists.map((one) => readReview(one, { now, cursor }, deps)));
    const found = reviews.filter((review) => review !== undefined);
    return found.length < lists.length ? NO_PLAN : { status: 200, body: toReviewsView(now, found) };
  } catch (error) {
    if (error instanceof BadCursor) return BAD_CURSOR;
    throw error;
  }
});
