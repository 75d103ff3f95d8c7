import { type Instant, millisecondsOf } from '../../shared/domain/instant.ts';
import type { FoundLead } from '../../shared/domain/plan-check/find-lead.ts';

/** Writes a lead as a plan would: `touch: demo_request, employees: 1000`. Leaves out what could be anything. */
export function describeLead({ features, free }: FoundLead): string {
  const parts = Object.entries(features).flatMap(([field, value]) =>
    free.includes(field) ? [] : [`${field}: ${value}`],
  );
  return parts.length === 0 ? 'any lead' : parts.join(', ');
}

/** Returns the moment as the zone's clock shows it: `Friday at 16:00`. */
export function formatWeekTime(at: Instant, zone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
  });
  const part = Object.fromEntries(format.formatToParts(millisecondsOf(at)).map(({ type, value }) => [type, value]));
  return `${part.weekday} at ${part.hour}:${part.minute}`;
}
