import { describe, expect, it } from 'vitest';
import { parsePublishedEvents } from '../../functions/relay-events/published-events.ts';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { publishedEventsOf } from '../../infra/published-events.ts';
import { EVENT_SUBSCRIPTIONS } from '../../shared/use-cases/subscriptions.ts';
import { findValues, synthesise } from './synthesised.ts';

describe('the events that go to the bus', () => {
  it('are those that its own rules need, when only those are subscribed to', () => {
    const published = parsePublishedEvents(publishedEventsOf({ publishedEvents: 'subscribed' }));
    expect(published).toEqual(EVENT_SUBSCRIPTIONS.notifyRep);
  });

  it('are the named ones besides, each once', () => {
    const published = parsePublishedEvents(publishedEventsOf({ publishedEvents: ['SlaBreached', 'LeadAssigned'] }));
    expect(published).toEqual([...EVENT_SUBSCRIPTIONS.notifyRep, 'SlaBreached']);
  });

  it('are all, when all are wanted', () => {
    expect(publishedEventsOf({ publishedEvents: 'all' })).toBe('all');
  });

  it('are what the relay of an environment is told', () => {
    const told = Object.values(synthesise('prod').resources('AWS::Lambda::Function')).flatMap(({ Properties }) =>
      findValues('PUBLISHED_EVENTS', Properties),
    );
    expect(told).toEqual([publishedEventsOf(ENVIRONMENTS.prod)]);
  });
});
