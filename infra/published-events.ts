import type { EventType } from '../shared/domain/lead/events.ts';
import { EVENT_SUBSCRIPTIONS } from '../shared/use-cases/subscriptions.ts';
import type { Environment } from './environment.ts';

/**
 * Returns the types that go to the bus of an environment, as the relay reads them: `all`, or names between commas. What
 * Baton's own rules of the bus need is always among them.
 */
export function publishedEventsOf({ publishedEvents }: Pick<Environment, 'publishedEvents'>): string {
  if (publishedEvents === 'all') return 'all';
  const further: readonly EventType[] = publishedEvents === 'subscribed' ? [] : publishedEvents;
  return [...new Set<EventType>([...EVENT_SUBSCRIPTIONS.notifyRep, ...further])].join(',');
}
