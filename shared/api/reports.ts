import * as z from '../domain/lazy-zod.ts';
import { RELATIVE_ERROR } from '../domain/reporting/ddsketch.ts';
import type { Duration, MetricFigures } from '../domain/reporting/figures.ts';
import { defineRoute } from '../runtime/http/route.ts';
import { DIMENSIONS, type Metrics, type MetricsQuery } from '../use-cases/reporting/get-metrics.ts';
import { REVIEW_NAMES, type Review } from '../use-cases/reporting/get-review.ts';
import { rolesFor } from './access.ts';
import { dayField, hasAtMostDays, instantField, isInOrder } from './values.ts';

const MAX_DAYS = 92;

const counts = z.record(z.string(), z.int());
const share = z
  .object({ count: z.int(), of: z.int(), rate: z.number().optional().describe('count / of; absent if `of` is 0.') })
  .meta({ id: 'Share' });
const duration = z
  .object({
    count: z.int(),
    medianSeconds: z.number().optional(),
    p95Seconds: z.number().optional(),
    spread: z
      .array(z.object({ upToSeconds: z.int().optional(), count: z.int() }))
      .readonly()
      .describe(
        'Histogram. Each entry counts durations up to its limit and above the previous one; the last has no limit.',
      ),
  })
  .meta({ id: 'Duration' });

const FiguresView = z
  .object({
    received: z.int(),
    tests: z.int(),
    speedToLead: duration.describe('From the form submission to the first response.'),
    speedAtWork: duration.describe("The same, in the owner's working time."),
    timeToOwner: duration.describe('From receipt to the first owner.'),
    attainment: share.describe('Clocks stopped by a first response, of all that ended.'),
    assigned: z.int(),
    accuracy: share.describe('Assignments by the system that nobody reported as wrong, of all of them.'),
    misroutes: share,
    misroutesByReason: counts,
    reassignments: share,
    reassignmentsByCause: counts,
    fallbacks: share.describe('Routings whose first target could not take the lead, of all.'),
    declined: z.int(),
    qualified: z.int(),
    handedOff: z.int(),
    handoffsReturned: z.int(),
    nurtured: z.int(),
    returned: z.int(),
    recovered: z.int().describe('Leads recycled from nurture that then qualified or converted.'),
    outcomes: counts,
    amount: z.number().describe("Value of the conversions, in the company's own currency."),
    coverage: z.record(z.string(), share).describe('Share of leads for which each routing field is known.'),
    guesses: counts.describe('Number of leads for which each field is a guess.'),
    accountMatches: share,
  })
  .meta({ id: 'Figures' });

const MetricsView = z
  .object({
    from: dayField,
    to: dayField,
    by: z.enum(DIMENSIONS),
    relativeError: z.number().describe('Maximum relative error of medians and P95.'),
    total: FiguresView,
    rows: z.array(z.object({ key: z.string(), figures: FiguresView })).readonly(),
    days: z
      .array(
        z.object({
          day: dayField,
          received: z.int(),
          speedToLead: duration.omit({ spread: true }),
          attainment: share,
        }),
      )
      .readonly(),
  })
  .meta({ id: 'Metrics' });
export type MetricsView = z.output<typeof MetricsView>;

/** Returns metrics as the API shows them. */
export function toMetricsView(query: MetricsQuery, { total, rows, days }: Metrics): z.input<typeof MetricsView> {
  return {
    ...query,
    relativeError: RELATIVE_ERROR,
    total,
    rows,
    days: days.map(({ day: on, figures }) => ({ day: on, ...toDayFigures(figures) })),
  };
}

function toDayFigures({ received, speedToLead, attainment }: MetricFigures) {
  const withoutSpread = ({ count, medianSeconds, p95Seconds }: Duration) => ({ count, medianSeconds, p95Seconds });
  return { received, speedToLead: withoutSpread(speedToLead), attainment };
}

const ReviewItem = z
  .object({
    lead: z.string().optional(),
    rep: z.string().optional(),
    team: z.string().optional(),
    rule: z.string().optional().describe('The rule; for an uneven ledger, the band.'),
    because: z.string().optional(),
    since: instantField.optional(),
    accountable: z.string().describe('Who is accountable for it.'),
  })
  .meta({ id: 'ReviewItem' });

const ReviewsView = z
  .object({
    at: instantField,
    lists: z
      .array(
        z.object({
          list: z.enum(REVIEW_NAMES),
          owner: z.string().describe('Who goes through the list.'),
          count: z.int().describe('Items on this page; the whole list when there is no cursor.'),
          items: z.array(ReviewItem).readonly(),
          cursor: z.string().optional().describe('Request this list with the cursor to get the next page.'),
        }),
      )
      .readonly(),
    elsewhere: z
      .array(z.object({ list: z.string(), at: z.string(), owner: z.string() }))
      .readonly()
      .describe('Lists with their own endpoints.'),
  })
  .meta({ id: 'Reviews' });
export type ReviewsView = z.output<typeof ReviewsView>;

/** Routes for metrics and reviews. */
export const reportRoutes = {
  getMetrics: defineRoute({
    method: 'GET',
    path: '/v1/metrics',
    summary: 'Get the figures of a range of days, by team, source, rule, turn or rep',
    roles: rolesFor('getMetrics'),
    query: z
      .strictObject({ from: dayField, to: dayField, by: z.enum(DIMENSIONS).default('team') })
      .refine(isInOrder, { path: ['to'], error: 'a day not before from' })
      .refine(hasAtMostDays(MAX_DAYS), { path: ['from'], error: `at most ${MAX_DAYS} days` }),
    replies: { 200: MetricsView },
  }),

  getReviews: defineRoute({
    method: 'GET',
    path: '/v1/reviews',
    summary: 'Get the weekly reviews, each list with its owner',
    roles: rolesFor('getReviews'),
    query: z
      .strictObject({
        list: z.enum(REVIEW_NAMES).optional(),
        days: z.coerce
          .number()
          .int()
          .min(1)
          .max(MAX_DAYS)
          .optional()
          .describe('Only with `misrouted`: what was flagged in so many days; seven if absent.'),
        cursor: z
          .string()
          .regex(/^[\w.~=-]{1,2000}$/, 'cursor of the previous page')
          .optional(),
      })
      .refine(({ list, cursor }) => cursor === undefined || list !== undefined, {
        path: ['list'],
        error: 'the list that the cursor belongs to',
      })
      .refine(({ list, days }) => days === undefined || list === 'misrouted', {
        path: ['days'],
        error: 'only with the list misrouted',
      }),
    replies: { 200: ReviewsView },
    problems: ['conflict'],
  }),
} as const;

/** Returns reviews as the API shows them. */
export function toReviewsView(at: string, reviews: readonly Review[]): z.input<typeof ReviewsView> {
  const owner = reviews[0]?.owner ?? '';
  return {
    at,
    lists: reviews.map((review) => ({ ...review, count: review.items.length })),
    elsewhere: [{ list: 'quarantined', at: '/v1/quarantine', owner }],
  };
}
