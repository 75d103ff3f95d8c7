import { type Counters, countersUnder } from './counters.ts';
import { bucketsOf, quantile } from './ddsketch.ts';

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
export interface Figures {
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

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Upper ends of the steps in which durations are shown, in seconds. */
const STEPS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, DAY, 3 * DAY] as const;

/** Calculates the figures from counters. */
export function figuresOf(counters: Counters): Figures {
  const n = (name: string): number => counters[name] ?? 0;
  const covered = countersUnder(counters, 'covered');
  const wanted = Object.entries(countersUnder(counters, 'wanted'));
  return {
    received: n('received'),
    tests: n('tests'),
    speedToLead: durationOf(counters, 'speed'),
    speedAtWork: durationOf(counters, 'speedAtWork'),
    timeToOwner: durationOf(counters, 'timeToOwner'),
    attainment: shareOf(n('touchedInTime'), n('due')),
    assigned: n('assigned'),
    accuracy: shareOf(n('assignedByRobot') - n('wrong'), n('assignedByRobot')),
    misroutes: shareOf(n('misrouted'), n('assigned')),
    misroutesByReason: countersUnder(counters, 'misrouted'),
    reassignments: shareOf(n('reassigned'), n('assigned')),
    reassignmentsByCause: countersUnder(counters, 'reassigned'),
    fallbacks: shareOf(n('fellBack'), n('routed')),
    declined: n('declined'),
    qualified: n('qualified'),
    handedOff: n('handedOff'),
    handoffsReturned: n('handoffReturned'),
    nurtured: n('nurtured'),
    returned: n('returned'),
    recovered: n('recovered'),
    outcomes: countersUnder(counters, 'closed'),
    amount: n('amountHundredths') / 100,
    coverage: Object.fromEntries(wanted.map(([field, of]) => [field, shareOf(covered[field] ?? 0, of)])),
    guesses: countersUnder(counters, 'guessed'),
    accountMatches: shareOf(n('accountMatched'), n('enriched')),
  };
}

function shareOf(count: number, of: number): Share {
  return { count, of, ...(of > 0 && { rate: count / of }) };
}

function durationOf(counters: Counters, name: string): Duration {
  const buckets = bucketsOf(counters, name);
  const upTo = (end: number): number =>
    buckets.reduce((sum, { seconds, count }) => (seconds <= end ? sum + count : sum), 0);
  const count = upTo(Number.POSITIVE_INFINITY);
  const ends = [...STEPS, undefined];
  return {
    count,
    medianSeconds: quantile(buckets, 0.5),
    p95Seconds: quantile(buckets, 0.95),
    spread: ends.map((upToSeconds, step) => ({
      upToSeconds,
      count: upTo(upToSeconds ?? Number.POSITIVE_INFINITY) - upTo(STEPS[step - 1] ?? -1),
    })),
  };
}
