import { describe, expect, it } from 'vitest';
import type { EventType } from '../../shared/domain/lead/events.ts';
import { relayEvents } from '../../shared/use-cases/relay-events.ts';
import { enrichLead } from '../../shared/use-cases/routing/enrich-lead.ts';
import { routeLead } from '../../shared/use-cases/routing/route-lead.ts';
import { aDemoRequest } from '../scenarios/a-baton.ts';
import { anEvent } from '../support/builders/event.ts';
import { aWebhook } from '../support/builders/webhook.ts';
import { aRelay, eventsBefore, eventsOf, followUpInto } from './a-relay.ts';
import { anAssignedLead, aRoutedLead } from './stopped-baton.ts';

const CRM = { system: 'hubspot', url: 'https://api.hubapi.com', fields: {}, users: {} } as const;
const broken = () => Promise.reject(new Error('down'));

describe('a connected CRM', () => {
  it('has each lead looked at once whose record may say something else now', async () => {
    const situation = await aRoutedLead();
    const { relayDeps, nudged, settings } = aRelay(situation);
    const events = eventsOf(situation.id, 'LeadAssigned', 'FirstResponseMade', 'RepNotified');
    await relayEvents(events, situation.baton.now, relayDeps);
    expect(nudged).toEqual([]);
    await settings.save('crm', CRM);
    await relayEvents(events, situation.baton.now, relayDeps);
    expect(nudged).toEqual([situation.id]);
    await relayEvents(eventsOf(situation.id, 'RepNotified'), situation.baton.now, relayDeps);
    expect(nudged).toEqual([situation.id]);
  });
});

describe('relaying events', () => {
  it('starts routing once for a lead with several events that ask for it', async () => {
    const situation = await aRoutedLead();
    const { relayDeps, routed } = aRelay(situation);
    const events = eventsOf(situation.id, 'LeadReceived', 'LeadReconsidered', 'RepNotified');
    expect(await relayEvents(events, situation.baton.now, relayDeps)).toEqual([]);
    expect(routed).toEqual([situation.id]);
  });

  it('rings for the team in whose queue the lead is now', async () => {
    const situation = await aRoutedLead();
    const { relayDeps, doorbell } = aRelay(situation);
    await relayEvents(eventsOf(situation.id, 'LeadRouted', 'LeadFellBack'), situation.baton.now, relayDeps);
    expect(doorbell.rings).toEqual(['sdr']);
  });

  it.each([
    ['whole_window', 'FirstResponseMade', 'SlaWarned'],
    ['near_steps', 'SlaWarned', 'FirstResponseMade'],
  ] as const)('follows up an assignment in the mode %s, on its events alone', async (mode, concerns, other) => {
    const situation = await anAssignedLead();
    const followedUp: string[] = [];
    const { relayDeps } = aRelay(situation, { followUp: { mode, nudge: followUpInto(followedUp) } });
    await relayEvents(eventsOf(situation.id, other), situation.baton.now, relayDeps);
    expect(followedUp).toEqual([]);
    await relayEvents(eventsOf(situation.id, 'LeadAssigned', concerns), situation.baton.now, relayDeps);
    expect(followedUp).toEqual([situation.id]);
  });

  it('publishes only the types that are wanted on the bus, or all', async () => {
    const situation = await aRoutedLead();
    const events = eventsOf(situation.id, 'LeadReceived', 'LeadAssigned', 'SlaBreached');
    const some = aRelay(situation, { publishedEvents: ['LeadAssigned', 'SlaWarned'] });
    await relayEvents(events, situation.baton.now, some.relayDeps);
    expect(some.bus.published.map(({ type }) => type)).toEqual(['LeadAssigned']);
    const all = aRelay(situation);
    await relayEvents(events, situation.baton.now, all.relayDeps);
    expect(all.bus.published).toEqual(events);
  });

  it('publishes nothing where the bus is for nobody', async () => {
    const situation = await aRoutedLead();
    const { relayDeps, bus } = aRelay(situation, { publishedEvents: [] });
    await relayEvents(eventsOf(situation.id, 'LeadReceived', 'LeadAssigned'), situation.baton.now, relayDeps);
    expect(bus.published).toEqual([]);
  });

  it('rings for an assignment only if somebody lost the lead by it', async () => {
    const situation = await aRoutedLead();
    for (const [data, rings] of [
      [{}, []],
      [{ previous: 'lou' }, ['sdr']],
    ] as const) {
      const { relayDeps, doorbell } = aRelay(situation);
      const assigned = anEvent('LeadAssigned', { lead: situation.id, data: { previous: undefined, ...data } });
      await relayEvents([assigned], situation.baton.now, relayDeps);
      expect(doorbell.rings).toEqual(rings);
    }
  });

  it('rings for a first response only if the lead takes less room since then', async () => {
    const situation = await aRoutedLead();
    for (const [data, rings] of [
      [{}, []],
      [{ weight: 0.5 }, ['sdr']],
    ] as const) {
      for (const type of ['FirstResponseMade', 'LeadQualified'] as const) {
        const { relayDeps, doorbell } = aRelay(situation);
        const event = anEvent(type, { lead: situation.id, data });
        await relayEvents([event], situation.baton.now, relayDeps);
        expect(doorbell.rings).toEqual(rings);
      }
    }
  });

  it('queues only events that somebody subscribed to, also while the subscription is paused', async () => {
    const situation = await aRoutedLead();
    const { relayDeps, queued, webhooks } = aRelay(situation);
    const events = eventsOf(situation.id, 'LeadReceived', 'LeadRouted', 'LeadClosed');
    await relayEvents(events, situation.baton.now, relayDeps);
    expect(queued).toEqual([]);
    await webhooks.save(aWebhook({ id: 'crm', events: ['LeadReceived'] }));
    await webhooks.save(aWebhook({ id: 'wiki', events: ['LeadClosed', 'LeadReceived'], paused: true }));
    await relayEvents(events, situation.baton.now, relayDeps);
    expect(queued.map(({ type }) => type)).toEqual(['LeadReceived', 'LeadClosed']);
  });
});

describe('a relay of which a part is down', () => {
  const types = ['LeadReceived', 'LeadRouted', 'LeadAssigned'] as const satisfies readonly EventType[];
  const parts = {
    routing: { routings: { start: broken } },
    doorbell: { doorbell: { ring: broken } },
    follow_up: { followUp: { mode: 'whole_window' as const, nudge: broken } },
    notifications: { notifications: { send: broken } },
    bus: { bus: { publish: broken } },
    webhooks: { webhookQueue: { send: broken } },
    crm: { crmNudges: { send: broken } },
  };

  it.each(Object.entries(parts))('reports %s and does everything else', async (part, down) => {
    const assigned = await anAssignedLead();
    const { baton, deps } = assigned;
    const waiting = await baton.postOne(aDemoRequest('ben'));
    await enrichLead(waiting, baton.now, deps);
    await routeLead({ lead: waiting }, baton.now, deps);
    const events = [waiting, assigned.id].flatMap((lead) => eventsBefore(baton.now, 9, lead, ...types));
    const relay = aRelay(assigned, down);
    await relay.webhooks.save(aWebhook());
    await relay.settings.save('crm', CRM);
    const failures = await relayEvents(events, baton.now, relay.relayDeps);
    expect(failures).toEqual([{ part, error: new Error('down'), holds: true }]);
    const done = {
      routing: relay.routed.length > 0,
      doorbell: relay.doorbell.rings.length > 0,
      follow_up: relay.followedUp.length > 0,
      notifications: relay.notified.length > 0,
      bus: relay.bus.published.length > 0,
      webhooks: relay.queued.length > 0,
      crm: relay.nudged.length > 0,
    };
    expect(Object.entries(done).filter(([, did]) => !did)).toEqual([[part, false]]);
  });

  it.each(Object.entries(parts))(
    'lets %s hold up later events for long only if they would be lost',
    async (part, down) => {
      const { baton, ...situation } = await anAssignedLead();
      const relay = aRelay({ baton, ...situation }, down);
      await relay.webhooks.save(aWebhook());
      await relay.settings.save('crm', CRM);
      const waiting = await baton.postOne(aDemoRequest('ben'));
      await enrichLead(waiting, baton.now, situation.deps);
      await routeLead({ lead: waiting }, baton.now, situation.deps);
      const events = [waiting, situation.id].flatMap((lead) => eventsBefore(baton.now, 10, lead, ...types));
      const [failure] = await relayEvents(events, baton.now, relay.relayDeps);
      expect(failure).toMatchObject({ part, holds: ['notifications', 'bus', 'webhooks', 'crm'].includes(part) });
      const [newest] = eventsBefore(baton.now, 1, situation.id, 'RepNotified');
      const mixed = await relayEvents([...events, ...(newest ? [newest] : [])], baton.now, relay.relayDeps);
      expect(mixed).toMatchObject([{ part, holds: true }]);
    },
  );

  it('tries every lead, though an earlier one fails', async () => {
    const situation = await aRoutedLead();
    const tried: string[] = [];
    const start = async (lead: string) => {
      tried.push(lead);
      if (lead === 'poison') throw new Error('poison');
    };
    const { relayDeps } = aRelay(situation, { routings: { start } });
    const leads = ['poison', ...Array.from({ length: 60 }, (_, index) => `lead_${index}`)];
    const events = leads.flatMap((lead) => eventsBefore(situation.baton.now, 0, lead, 'LeadReceived'));
    expect(await relayEvents(events, situation.baton.now, relayDeps)).toEqual([
      { part: 'routing', error: new Error('poison'), holds: true },
    ]);
    expect(tried).toEqual(leads);
  });
});
