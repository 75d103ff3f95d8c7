import { InMemoryDoorbell } from '../../shared/adapters/in-memory/in-memory-doorbell.ts';
import { InMemoryEventBus } from '../../shared/adapters/in-memory/in-memory-event-bus.ts';
import { InMemorySettingsStore } from '../../shared/adapters/in-memory/in-memory-settings-store.ts';
import { InMemoryWebhookStore } from '../../shared/adapters/in-memory/in-memory-webhook-store.ts';
import { addSeconds, type Instant } from '../../shared/domain/instant.ts';
import type { EventType, LeadEvent } from '../../shared/domain/lead/events.ts';
import type { NotificationNudge } from '../../shared/ports/notification-nudges.ts';
import type { RelayDeps } from '../../shared/use-cases/relay-events.ts';
import { anEvent } from '../support/builders/event.ts';
import type { StoppedBaton } from './stopped-baton.ts';

/** Notes the leads whose follow-up is brought in line. */
export const followUpInto = (leads: string[]) => async (lead: string) => {
  leads.push(lead);
  return 'started' as const;
};

/** A relay of a stopped Baton, with fakes that show what was passed on. */
export function aRelay({ deps }: StoppedBaton, overrides: Partial<RelayDeps> = {}) {
  const routed: string[] = [];
  const queued: LeadEvent[] = [];
  const nudged: string[] = [];
  const notified: NotificationNudge[] = [];
  const settings = new InMemorySettingsStore();
  const doorbell = new InMemoryDoorbell();
  const followedUp: string[] = [];
  const bus = new InMemoryEventBus();
  const webhooks = new InMemoryWebhookStore();
  const relayDeps: RelayDeps = {
    leads: deps.leads,
    reps: deps.reps,
    doorbell,
    followUp: { mode: 'whole_window', nudge: followUpInto(followedUp) },
    notifications: { send: async (nudges) => void notified.push(...nudges) },
    canChangeMessages: async () => false,
    bus,
    publishedEvents: 'all',
    routings: { start: async (lead) => void routed.push(lead) },
    webhooks,
    webhookQueue: { send: async (events) => void queued.push(...events) },
    settings,
    crmNudges: { send: async (nudges) => void nudged.push(...nudges.map(({ lead }) => lead)) },
    ...overrides,
  };
  return { relayDeps, routed, queued, nudged, notified, settings, doorbell, followedUp, bus, webhooks };
}

/** Events of a lead, one of each type. */
export const eventsOf = (lead: string, ...types: readonly EventType[]) => types.map((type) => anEvent(type, { lead }));
/** Events that are this old. */
export const eventsBefore = (now: Instant, seconds: number, lead: string, ...types: readonly EventType[]) =>
  types.map((type) => anEvent(type, { lead, at: addSeconds(now, -seconds) }));
