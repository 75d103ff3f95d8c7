const SECONDS_OF = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const;

/** A duration in a plan file: a whole number and its unit, such as `90s`, `5m`, `1h`, `1d` or `2w`. */
export const DURATION_PATTERN = /^\d{1,6}[smhdw]$/;

/** Returns the seconds of a text that matches {@link DURATION_PATTERN}. A day has 24 hours, a week seven days. */
export function durationSeconds(text: string): number {
  const unit = text.at(-1);
  if (!DURATION_PATTERN.test(text) || unit === undefined || !isUnit(unit)) throw new Error('not a duration');
  return Number(text.slice(0, -1)) * SECONDS_OF[unit];
}

function isUnit(letter: string): letter is keyof typeof SECONDS_OF {
  return Object.hasOwn(SECONDS_OF, letter);
}
