import { EVENT_TYPES, type EventType } from '../../shared/domain/lead/events.ts';

/** Parses `all`, `none`, or the names of event types between commas. @throws when one of them is no event type. */
export function parsePublishedEvents(text: string): 'all' | readonly EventType[] {
  if (text === 'all') return 'all';
  if (text === 'none') return [];
  return text.split(',').map((name) => {
    const type = EVENT_TYPES.find((one) => one === name);
    if (type === undefined) throw new Error(`PUBLISHED_EVENTS: "${name}" is no event type`);
    return type;
  });
}
