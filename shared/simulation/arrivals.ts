import { addSeconds, type Instant, millisecondsOf } from '../domain/instant.ts';

/** A lead that will arrive. */
export interface Arrival {
  readonly at: Instant;
  /** Counts from 0. */
  readonly number: number;
}

const HOUR_SECONDS = 3600;
const HOURS_A_WEEK = 168;

/** Leads by hour of the week relative to each other, Monday 00:00 UTC first: mostly by day, few at weekends. */
export const OFFICE_PROFILE: readonly number[] = Array.from({ length: HOURS_A_WEEK }, (_, hour) => {
  const isWeekend = hour >= 120;
  const ofDay = hour % 24;
  const byHour = ofDay >= 7 && ofDay < 19 ? 8 : 2;
  return isWeekend ? byHour / 4 : byHour;
});

/** Returns when leads arrive: a Poisson process whose rate follows a profile by hour of the week. Oldest first. */
export function arrivalsOf(options: {
  readonly start: Instant;
  readonly weeks: number;
  readonly perWeek: number;
  readonly profile: readonly number[];
  readonly random: () => number;
}): readonly Arrival[] {
  const { start, weeks, perWeek, profile, random } = options;
  const sum = profile.reduce((total, one) => total + one, 0);
  const arrivals: Arrival[] = [];
  for (let hour = 0; hour < weeks * HOURS_A_WEEK; hour += 1) {
    const from = addSeconds(start, hour * HOUR_SECONDS);
    const rate = (perWeek * (profile[hourOfWeek(from)] ?? 0)) / sum;
    const seconds = Array.from({ length: poisson(rate, random) }, () => Math.floor(random() * HOUR_SECONDS));
    for (const second of seconds.sort((a, b) => a - b))
      arrivals.push({ at: addSeconds(from, second), number: arrivals.length });
  }
  return arrivals;
}

/** Hours since Monday 00:00 UTC. */
function hourOfWeek(at: Instant): number {
  const date = new Date(millisecondsOf(at));
  return ((date.getUTCDay() + 6) % 7) * 24 + date.getUTCHours();
}

/** Draws a number of events with this mean (Knuth). */
function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-Math.min(mean, 500));
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}
