import { expect, it } from 'vitest';
import { EVENT_TYPES, type EventType } from '../../../shared/domain/lead/events.ts';
import { countTimeline } from '../../../shared/domain/reporting/count-events.ts';
import { isCountingNudge } from '../../../shared/domain/reporting/counting-nudges.ts';
import { anEvent } from '../../support/builders/event.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const LEAD = { version: 4, source: 'form', test: false, receivedAt: MONDAY, features: {}, guessedFields: [] };
const FACTS = { lead: LEAD, plans: new Map(), schedules: new Map() };
const BEFORE = ['LeadReceived', 'LeadRouted', 'LeadAssigned'] as const;

/** Whether an event of this type changes a figure of a lead that has been received, routed and assigned before. */
function changesFigures(type: EventType): boolean {
  const actor = { kind: 'person', id: 'kim' } as const;
  const timeline = [...BEFORE, type].map((one, index) => anEvent(one, { seq: index + 1, actor }));
  return countTimeline(timeline, FACTS).events.some(({ seq }) => seq === timeline.length);
}

it('every event that changes a figure is a nudge, except those that another one always follows', () => {
  const silent = EVENT_TYPES.filter((type) => changesFigures(type) && !isCountingNudge({ type }));
  expect(silent).toEqual(['LeadReceived', 'LeadRouted']);
});

it.each(['LeadAssigned', 'LeadHeld', 'LeadFellBack', 'LeadSentToQueue', 'RoutingRetried'] as const)(
  '%s, which follows a decision or the lack of one, is a nudge',
  (type) => expect(isCountingNudge({ type })).toBe(true),
);
