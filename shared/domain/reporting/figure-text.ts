import type { MetricFigures, Share } from './figures.ts';

/** Formats a share: `13 of 16 (81 %)`. */
export function formatShare({ count, of, rate }: Share): string {
  return rate === undefined ? 'none yet' : `${count} of ${of} (${formatPercent(rate)})`;
}

/** Formats a rate as a whole percentage. */
export function formatPercent(rate: number): string {
  return `${Math.round(rate * 100)} %`;
}

/** Formats a duration in a suitable unit: `4.2 s`, `12 min`, `3.5 h`, `2.1 d`. */
export function formatDuration(seconds: number | undefined): string {
  if (seconds === undefined) return '–';
  const [size, unit] = UNITS.find(([one]) => seconds >= one) ?? [1, 's'];
  const value = seconds / size;
  return `${value.toFixed(value >= 10 || Number.isInteger(value) ? 0 : 1)} ${unit}`;
}

const UNITS: readonly (readonly [number, string])[] = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
];

/** Formats the number of leads received. Only a source has one: a lead has no team, rule or rep before it is routed. */
export function formatReceived(by: string, { received }: Pick<MetricFigures, 'received'>): string {
  return by === 'source' ? String(received) : '–';
}

/** Formats a code as words: `held_by_absent` as `held by absent`. */
export function formatCode(code: string): string {
  return code.replaceAll('_', ' ');
}
