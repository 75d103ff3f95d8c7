import { expect, it } from 'vitest';
import { parsePublishedEvents } from '../../../functions/relay-events/published-events.ts';

it('reads all, or the names of types between commas', () => {
  expect(parsePublishedEvents('all')).toBe('all');
  expect(parsePublishedEvents('LeadAssigned')).toEqual(['LeadAssigned']);
  expect(parsePublishedEvents('LeadAssigned,SlaBreached')).toEqual(['LeadAssigned', 'SlaBreached']);
});

it.each(['', 'LeadAssigned,', 'LeadAsigned', 'LeadAssigned, SlaBreached'])('refuses %j at the start', (text) => {
  expect(() => parsePublishedEvents(text)).toThrow('is no event type');
});
