import type { Answer } from '../domain/answers/answer.ts';
import { addSeconds, type Instant } from '../domain/instant.ts';

/** How simulated reps and persons behave. Shares are from 0 to 1. */
export interface Behaviour {
  /** Assignments that the rep responds to at all; the others run into their breach. */
  readonly responds: number;
  /** Median working time until the first response, in seconds. The times are spread log-normally. */
  readonly responseSeconds: number;
  /** Median working time from the first response until the lead is concluded, in seconds. */
  readonly concludeSeconds: number;
  /** How leads are concluded, in shares; the rest of the persons never reply. */
  readonly disqualified: number;
  readonly notNow: number;
  readonly qualified: number;
  readonly converted: number;
}

const HOUR_SECONDS = 3600;
/** Spread of response times: two thirds lie between 0.37 and 2.7 times the median. */
const SIGMA = 1;
const NOT_NOW_DAYS = 45;
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** Assumptions to start from, not measurements: replace them with those of your own team. */
export const DEFAULT_BEHAVIOUR: Behaviour = {
  responds: 0.88,
  responseSeconds: 20 * 60,
  concludeSeconds: 16 * HOUR_SECONDS,
  disqualified: 0.3,
  notNow: 0.15,
  qualified: 0.2,
  converted: 0.1,
};

/** Returns seconds around a median, log-normally spread, from two random numbers (Box and Muller). */
export function spreadAround(medianSeconds: number, random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.round(medianSeconds * Math.exp(SIGMA * normal));
}

/** Returns how a lead is concluded at `now`; undefined when the person never replies. */
export function concludeBy(behaviour: Behaviour, random: () => number, now: Instant): Answer | undefined {
  const { disqualified, notNow, qualified, converted } = behaviour;
  let left = random();
  const falls = (share: number): boolean => {
    left -= share;
    return left < 0;
  };
  if (falls(disqualified)) return { answer: 'disqualified', reason: 'no_need' };
  if (falls(notNow)) return { answer: 'not_now', until: addSeconds(now, NOT_NOW_DAYS * DAY_SECONDS) };
  if (falls(qualified)) return { answer: 'qualified' };
  return falls(converted) ? { answer: 'converted' } : undefined;
}
