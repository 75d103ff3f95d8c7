import { describe, expect, it } from 'vitest';
import { parsePublishedEvents } from '../../functions/relay-events/published-events.ts';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { publishedEventsOf } from '../../infra/published-events.ts';
import { findValues, synthesise } from './synthesised.ts';

describe('the events that go to the bus', () => {
  it('are none, when none are named', () => {
    expect(parsePublishedEvents(publishedEventsOf({ publishedEvents: [] }))).toEqual([]);
  });

  it('are the named ones, each once', () => {
    const named = ['SlaBreached', 'LeadAssigned', 'SlaBreached'] as const;
    const published = parsePublishedEvents(publishedEventsOf({ publishedEvents: named }));
    expect(published).toEqual(['SlaBreached', 'LeadAssigned']);
  });

  it('are all, when all are wanted', () => {
    expect(parsePublishedEvents(publishedEventsOf({ publishedEvents: 'all' }))).toBe('all');
  });

  it('are event types: anything else is refused', () => {
    expect(() => parsePublishedEvents('LeadAssigned,LeadLost')).toThrow('"LeadLost" is no event type');
  });

  it('are what the relay of an environment is told', () => {
    const told = Object.values(synthesise('prod').resources('AWS::Lambda::Function')).flatMap(({ Properties }) =>
      findValues('PUBLISHED_EVENTS', Properties),
    );
    expect(told).toEqual([publishedEventsOf(ENVIRONMENTS.prod)]);
  });
});
