import type { Instant } from '../../domain/instant.ts';

/** Formats a moment by the clock of a zone: `Mon 23 Nov, 10:05`. */
export function formatLocalTime(at: Instant, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at));
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  return `${get('weekday')} ${get('day')} ${get('month')}, ${get('hour')}:${get('minute')}`;
}

/** Formats a day, `2026-11-23`: `Mon 23 Nov`. */
export function formatDay(day: string): string {
  return formatLocalTime(`${day}T00:00:00.000Z`, 'UTC').split(',')[0] ?? day;
}

/** Formats days, both included: `Fri 20 Nov to Sun 22 Nov`, or one day alone. */
export function formatDays({ from, to }: { readonly from: string; readonly to: string }): string {
  return from === to ? formatDay(from) : `${formatDay(from)} to ${formatDay(to)}`;
}
