import { addSeconds, type Instant } from '../../shared/domain/instant.ts';

const DAY_SECONDS = 24 * 3600;
const MAX_DAYS = 3650;
const EXPECTED = `Expected --expires as a number of days from 1d to ${MAX_DAYS}d, or a day to come such as 2027-01-31`;

/**
 * Returns the moment from which a key no longer opens anything. `90d`: so many days from now. `2027-01-31`: the end of
 * that day in UTC. @throws a sentence that says what was expected
 */
export function parseExpiry(text: string, now: Instant): Instant {
  const [, days] = /^(\d{1,4})d$/.exec(text) ?? [];
  if (days !== undefined) {
    if (Number(days) < 1 || Number(days) > MAX_DAYS) throw new Error(`${EXPECTED}.`);
    return addSeconds(now, Number(days) * DAY_SECONDS);
  }
  const midnight = `${text}T00:00:00.000Z`;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text) && new Date(midnight).toJSON() === midnight;
  if (!isDay) throw new Error(`${EXPECTED}; ${JSON.stringify(text)} is neither.`);
  const end = addSeconds(midnight, DAY_SECONDS);
  if (end <= now) throw new Error(`${EXPECTED}; ${text} is over.`);
  if (end > addSeconds(now, (MAX_DAYS + 1) * DAY_SECONDS)) throw new Error(`${EXPECTED}; ${text} is too far away.`);
  return end;
}
