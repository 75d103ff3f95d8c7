const SECONDS_PER_UNIT = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const;

/** A duration in a plan file: a whole number and its unit, such as `90s`, `5m`, `1h`, `1d` or `2w`. */
export const DURATION_PATTERN = /^\d{1,6}[smhdw]$/;

/** Returns the seconds of a text that matches {@link DURATION_PATTERN}. A day has 24 hours, a week seven days. */
export function parseDurationSeconds(text: string): number {
  const unit = text.at(-1);
  if (!DURATION_PATTERN.test(text) || unit === undefined || !isUnit(unit)) throw new Error('not a duration');
  return Number(text.slice(0, -1)) * SECONDS_PER_UNIT[unit];
}

function isUnit(letter: string): letter is keyof typeof SECONDS_PER_UNIT {
  return Object.hasOwn(SECONDS_PER_UNIT, letter);
}
