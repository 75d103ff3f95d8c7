import type { LeadEvent } from '../../shared/domain/lead/events.ts';

/** The event data that is shown, in this order. */
const SHOWN_FIELDS = ['rule', 'rep', 'to', 'from', 'team', 'queue', 'outcome', 'reason', 'because'];

/**
 * Formats an event as one line: what happened and to whom. `LeadAssigned` → `lead assigned: mia.keller, sdr-emea,
 * turn`.
 */
export function formatEvent({ type, data }: Pick<LeadEvent, 'type' | 'data'>): string {
  const what = type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  const about = new Map(Object.entries(data));
  const shown = SHOWN_FIELDS.map((key) => about.get(key)).filter((value) => value !== undefined);
  return shown.length === 0 ? what : `${what}: ${shown.join(', ')}`;
}
