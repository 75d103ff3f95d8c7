import type { Environment } from './environment.ts';

/** Returns the types that go to the bus of an environment, as the relay reads them: `all`, `none`, or names between commas. */
export function publishedEventsOf({ publishedEvents }: Pick<Environment, 'publishedEvents'>): string {
  if (publishedEvents === 'all') return 'all';
  return publishedEvents.length === 0 ? 'none' : [...new Set(publishedEvents)].join(',');
}
