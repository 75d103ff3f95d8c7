import { describe, expect, it } from 'vitest';
import { InMemoryDoorbell } from '../../shared/adapters/in-memory/in-memory-doorbell.ts';
import { InMemoryEventBus } from '../../shared/adapters/in-memory/in-memory-event-bus.ts';
import { InMemoryFollowUpTimers } from '../../shared/adapters/in-memory/in-memory-follow-ups.ts';
import { InMemoryWebhookStore } from '../../shared/adapters/in-memory/in-memory-webhook-store.ts';
import { addSeconds } from '../../shared/domain/instant.ts';
import type { EventType, LeadEvent } from '../../shared/domain/lead/events.ts';
import { type RelayDeps, relayEvents } from '../../shared/use-cases/relay-events.ts';
import { enrichLead } from '../../shared/use-cases/routing/enrich-lead.ts';
import { routeLead } from '../../shared/use-cases/routing/route-lead.ts';
import { aDemoRequest, HOUR } from '../scenarios/a-baton.ts';
import { anEvent } from '../support/builders/event.ts';
import { aWebhook } from '../support/builders/webhook.ts';
import { anAssignedLead, aRoutedLead, type StoppedBaton } from './stopped-baton.ts';

/** A relay of a stopped Baton, with fakes that show what was passed on. */
function aRelay({ deps }: StoppedBaton, overrides: Partial<RelayDeps> = {}) {
  const routed: string[] = [];
  const queued: LeadEvent[] = [];
  const doorbell = new InMemoryDoorbell();
  const followUps = new InMemoryFollowUpTimers();
  const bus = new InMemoryEventBus();
  const webhooks = new InMemoryWebhookStore();
  const relayDeps: RelayDeps = {
    leads: deps.leads,
    reps: deps.reps,
    doorbell,
    followUps,
    bus,
    publishedEvents: 'all',
    routings: { start: async (lead) => void routed.push(lead) },
    webhooks,
    webhookQueue: { send: async (events) => void queued.push(...events) },
    ...overrides,
  };
  return { relayDeps, routed, queued, doorbell, followUps, bus, webhooks };
}

const eventsOf = (lead: string, ...types: readonly EventType[]) => types.map((type) => anEvent(type, { lead }));
/** Half a minute before the warning, which comes after 45 minutes. */
const shortlyBeforeStep = ({ baton }: StoppedBaton) => addSeconds(baton.now, 0.75 * HOUR - 30);
const broken = () => Promise.reject(new Error('down'));

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

  it('starts the timer of an assignment whose step is near', async () => {
    const situation = await anAssignedLead();
    const { relayDeps, followUps } = aRelay(situation);
    await relayEvents(eventsOf(situation.id, 'LeadAssigned'), shortlyBeforeStep(situation), relayDeps);
    expect(followUps.started).toMatchObject([{ leadId: situation.id, epoch: 1 }]);
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
    follow_up: { followUps: { start: broken } },
    bus: { bus: { publish: broken } },
    webhooks: { webhookQueue: { send: broken } },
  };

  it.each(Object.entries(parts))('reports %s and does everything else', async (part, down) => {
    const assigned = await anAssignedLead();
    const { baton, deps } = assigned;
    const waiting = await baton.postOne(aDemoRequest('ben'));
    await enrichLead(waiting, baton.now, deps);
    await routeLead({ lead: waiting }, baton.now, deps);
    const events = [waiting, assigned.id].flatMap((lead) => eventsOf(lead, ...types));
    const relay = aRelay(assigned, down);
    await relay.webhooks.save(aWebhook());
    const failures = await relayEvents(events, shortlyBeforeStep(assigned), relay.relayDeps);
    expect(failures).toEqual([{ part, error: new Error('down') }]);
    const done = {
      routing: relay.routed.length > 0,
      doorbell: relay.doorbell.rings.length > 0,
      follow_up: relay.followUps.started.length > 0,
      bus: relay.bus.published.length > 0,
      webhooks: relay.queued.length > 0,
    };
    expect(Object.entries(done).filter(([, did]) => !did)).toEqual([[part, false]]);
  });

  it('tries every lead, though an earlier one fails', async () => {
    const situation = await aRoutedLead();
    const tried: string[] = [];
    const start = async (lead: string) => {
      tried.push(lead);
      if (lead === 'poison') throw new Error('poison');
    };
    const { relayDeps } = aRelay(situation, { routings: { start } });
    const leads = ['poison', ...Array.from({ length: 60 }, (_, index) => `lead_${index}`)];
    const events = leads.map((lead) => anEvent('LeadReceived', { lead }));
    expect(await relayEvents(events, situation.baton.now, relayDeps)).toEqual([
      { part: 'routing', error: new Error('poison') },
    ]);
    expect(tried).toEqual(leads);
  });
});
