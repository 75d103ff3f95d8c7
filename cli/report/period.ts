const DAY_MS = 24 * 3600 * 1000;
const WEEK = /^(\d{4})-W(\d{2})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A range of UTC days, both inclusive. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** Returns the days of an ISO week, `2026-W47`: Monday to Sunday. @throws a sentence when there is no such week. */
export function parseWeek(week: string): Period {
  const [, year, number] = WEEK.exec(week) ?? [];
  // January 4 is always in the first ISO week.
  const fourth = Date.UTC(Number(year), 0, 4);
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY_MS + (Number(number) - 1) * 7 * DAY_MS;
  const thursday = new Date(monday + 3 * DAY_MS).getUTCFullYear();
  if (number === undefined || Number(number) < 1 || thursday !== Number(year))
    throw new Error(`${week} is not a week; write it as 2026-W47.`);
  return { from: dayAt(monday), to: dayAt(monday + 6 * DAY_MS) };
}

/**
 * Returns the requested days: a week, or from and to; by default the last seven. @throws a sentence when they are
 * invalid.
 */
export function parsePeriod(
  asked: { readonly week?: string; readonly from?: string; readonly to?: string },
  now: number,
): Period {
  if (asked.week !== undefined) return parseWeek(asked.week);
  const period = { from: asked.from ?? dayAt(now - 6 * DAY_MS), to: asked.to ?? dayAt(now) };
  for (const day of [period.from, period.to])
    if (!DAY.test(day) || Number.isNaN(Date.parse(day)))
      throw new Error(`${day} is not a date; write it as 2026-11-21.`);
  return period;
}

function dayAt(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
