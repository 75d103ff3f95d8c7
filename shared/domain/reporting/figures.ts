import { ownValue } from '../own-value.ts';
import { type Counters, selectCounters } from './counters.ts';
import { bucketsOf, quantileOf } from './ddsketch.ts';

/** A share: `count` of `of`. The rate is absent if `of` is zero. */
export interface Share {
  readonly count: number;
  readonly of: number;
  readonly rate?: number;
}

/** A distribution of durations. Median and P95 are within the sketch's relative error. */
export interface Duration {
  readonly count: number;
  readonly medianSeconds?: number;
  readonly p95Seconds?: number;
  /** Counts per step: up to `upToSeconds`, and longer than the step before. The last step is open-ended. */
  readonly spread: readonly { readonly upToSeconds?: number; readonly count: number }[];
}

/** Figures calculated from counters. docs/metrics.md has each formula. */
export interface MetricFigures {
  readonly received: number;
  readonly tests: number;
  /** From the form's submission to the first response: in wall-clock time, and in the owner's working time. */
  readonly speedToLead: Duration;
  readonly speedAtWork: Duration;
  /** From receipt to the first owner. */
  readonly timeToOwner: Duration;
  /** Clocks that were stopped by a first response, out of all that ended. */
  readonly attainment: Share;
  readonly assigned: number;
  /** Assignments by the system that nobody marked as wrong, out of all of them. */
  readonly accuracy: Share;
  readonly misroutes: Share;
  readonly misroutesByReason: Counters;
  readonly reassignments: Share;
  readonly reassignmentsByCause: Counters;
  /** Routings whose first target could not take the lead, out of all. */
  readonly fallbacks: Share;
  readonly declined: number;
  readonly qualified: number;
  readonly handedOff: number;
  readonly handoffsReturned: number;
  readonly nurtured: number;
  readonly returned: number;
  readonly recovered: number;
  readonly outcomes: Counters;
  /** Value of the conversions, in the company's own currency. */
  readonly amount: number;
  /** Enrichment coverage, by wanted field. */
  readonly coverage: Readonly<Record<string, Share>>;
  readonly guesses: Counters;
  readonly accountMatches: Share;
}

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;
const DAY_SECONDS = 24 * HOUR_SECONDS;
/** Upper ends of the steps in which durations are shown, in seconds. */
const DURATION_STEPS = [
  MINUTE_SECONDS,
  5 * MINUTE_SECONDS,
  15 * MINUTE_SECONDS,
  30 * MINUTE_SECONDS,
  HOUR_SECONDS,
  2 * HOUR_SECONDS,
  4 * HOUR_SECONDS,
  8 * HOUR_SECONDS,
  DAY_SECONDS,
  3 * DAY_SECONDS,
] as const;

/** Calculates the figures from counters. */
export function calculateFigures(counters: Counters): MetricFigures {
  const n = (name: string): number => counters[name] ?? 0;
  const covered = selectCounters(counters, 'covered');
  const wanted = Object.entries(selectCounters(counters, 'wanted'));
  return {
    received: n('received'),
    tests: n('tests'),
    speedToLead: toDuration(counters, 'speed'),
    speedAtWork: toDuration(counters, 'speedAtWork'),
    timeToOwner: toDuration(counters, 'timeToOwner'),
    attainment: toShare(n('respondedInTime'), n('due')),
    assigned: n('assigned'),
    accuracy: toShare(n('assignedBySystem') - n('wrong'), n('assignedBySystem')),
    misroutes: toShare(n('misrouted'), n('assigned')),
    misroutesByReason: selectCounters(counters, 'misrouted'),
    reassignments: toShare(n('reassigned'), n('assigned')),
    reassignmentsByCause: selectCounters(counters, 'reassigned'),
    fallbacks: toShare(n('fellBack'), n('routed')),
    declined: n('declined'),
    qualified: n('qualified'),
    handedOff: n('handedOff'),
    handoffsReturned: n('handoffReturned'),
    nurtured: n('nurtured'),
    returned: n('returned'),
    recovered: n('recovered'),
    outcomes: selectCounters(counters, 'closed'),
    amount: n('amountHundredths') / 100,
    coverage: Object.fromEntries(wanted.map(([field, of]) => [field, toShare(ownValue(covered, field) ?? 0, of)])),
    guesses: selectCounters(counters, 'guessed'),
    accountMatches: toShare(n('accountMatched'), n('enriched')),
  };
}

function toShare(count: number, of: number): Share {
  return { count, of, ...(of > 0 && { rate: count / of }) };
}

function toDuration(counters: Counters, name: string): Duration {
  const buckets = bucketsOf(counters, name);
  const upTo = (end: number): number =>
    buckets.reduce((sum, { seconds, count }) => (seconds <= end ? sum + count : sum), 0);
  const count = upTo(Number.POSITIVE_INFINITY);
  const ends = [...DURATION_STEPS, undefined];
  return {
    count,
    medianSeconds: quantileOf(buckets, 0.5),
    p95Seconds: quantileOf(buckets, 0.95),
    spread: ends.map((upToSeconds, step) => ({
      upToSeconds,
      count: upTo(upToSeconds ?? Number.POSITIVE_INFINITY) - upTo(DURATION_STEPS[step - 1] ?? -1),
    })),
  };
}
