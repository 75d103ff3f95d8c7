import { describe, expect, it } from 'vitest';
import type { LeadEvent } from '../../shared/domain/lead/events.ts';
import { relayEvents } from '../../shared/use-cases/relay-events.ts';
import { anEvent } from '../support/builders/event.ts';
import { aRelay, eventsOf } from './a-relay.ts';
import { aRoutedLead } from './stopped-baton.ts';

describe('relaying events to those who notify', () => {
  it('has somebody notified of each event that concerns them', async () => {
    const situation = await aRoutedLead();
    const { relayDeps, notified } = aRelay(situation);
    const events = eventsOf(situation.id, 'LeadRouted', 'LeadAssigned', 'SlaWarned', 'FirstResponseMade');
    await relayEvents(events, situation.baton.now, relayDeps);
    const nudgeOf = (event: LeadEvent | undefined) => ({ task: 'notify', lead: situation.id, event: event?.id });
    expect(notified).toEqual([nudgeOf(events[1]), nudgeOf(events[2])]);
  });

  it('has the messages of a lead changed once, by a nudge of its own, while messages can be changed', async () => {
    const situation = await aRoutedLead();
    const events = eventsOf(situation.id, 'LeadReceived', 'FirstResponseMade', 'LeadSentToQueue', 'LeadClosed');
    const notify = { task: 'notify', lead: situation.id, event: events[2]?.id };
    for (const [can, nudges] of [
      [false, [notify]],
      [true, [notify, { task: 'update_messages', lead: situation.id }]],
    ] as const) {
      const { relayDeps, notified } = aRelay(situation, { canChangeMessages: async () => can });
      await relayEvents(events, situation.baton.now, relayDeps);
      expect(notified).toEqual(nudges);
    }
  });

  it('looks for no messages about a lead that nobody had before', async () => {
    const situation = await aRoutedLead();
    for (const [epoch, tasks] of [
      [1, ['notify']],
      [2, ['notify', 'update_messages']],
    ] as const) {
      const { relayDeps, notified } = aRelay(situation, { canChangeMessages: async () => true });
      const assigned = anEvent('LeadAssigned', { lead: situation.id, data: { epoch } });
      await relayEvents([assigned], situation.baton.now, relayDeps);
      expect(notified.map(({ task }) => task)).toEqual(tasks);
    }
  });
});
