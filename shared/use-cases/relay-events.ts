import type { FollowUpMode } from '../domain/follow-up/follow-up-mode.ts';
import type { LeadId } from '../domain/ids.ts';
import { addSeconds, type Instant } from '../domain/instant.ts';
import type { EventType, LeadEvent } from '../domain/lead/events.ts';
import type { CrmNudges } from '../ports/crm-nudges.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { EventQueue } from '../ports/event-queue.ts';
import type { NotificationNudge, NotificationNudges } from '../ports/notification-nudges.ts';
import type { Routings } from '../ports/routings.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import type { WebhookStore } from '../ports/webhook-store.ts';
import { wakeTeams } from './assignment/wake-teams.ts';
import type { Deps } from './deps.ts';
import type { FollowUpOutcome } from './follow-up/start-follow-up.ts';
import { EVENT_SUBSCRIPTIONS, FOLLOW_UP_SUBSCRIPTIONS } from './subscriptions.ts';

/** How assignments are made punctual in this environment, and what does it for a lead. */
export interface FollowUpNudge {
  readonly mode: FollowUpMode;
  readonly nudge: (lead: LeadId, now: Instant) => Promise<FollowUpOutcome>;
}

/** What passing events on needs. */
export interface RelayDeps extends Pick<Deps, 'leads' | 'reps' | 'doorbell'> {
  readonly routings: Routings;
  readonly followUp: FollowUpNudge;
  readonly notifications: NotificationNudges;
  /** Whether sent messages can be changed; only then are those looked for that say something old. */
  readonly canChangeMessages: () => Promise<boolean>;
  readonly bus: EventBus;
  /** The types that go to the bus. */
  readonly publishedEvents: 'all' | readonly EventType[];
  readonly webhooks: Pick<WebhookStore, 'list'>;
  readonly webhookQueue: EventQueue;
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly crmNudges: CrmNudges;
}

/** How many leads of a part are worked on at once. */
const CONCURRENCY = 25;

type Part = (events: readonly LeadEvent[], now: Instant, deps: RelayDeps) => Promise<void>;

/** What new events are passed on to. No part needs another, and each may be done again. */
const PARTS = {
  routing: (events, _, { routings }) => forEachLead(events, 'routing', (lead) => routings.start(lead)),
  doorbell: (events, _, deps) =>
    forEachLead(events.filter(concernsTeams), 'ringDoorbell', (lead) => wakeTeams(lead, deps)),
  follow_up: (events, now, { followUp }) =>
    forEachLead(events, FOLLOW_UP_SUBSCRIPTIONS[followUp.mode], (lead) => followUp.nudge(lead, now)),
  notifications: nudgeNotifications,
  bus: publish,
  webhooks: queueForWebhooks,
  crm: nudgeCrm,
} as const satisfies Record<string, Part>;

type PartName = keyof typeof PARTS;

/** What the sweep makes up for. The other parts would lose what is not passed on. */
const HEALED_BY_SWEEP: ReadonlySet<PartName> = new Set(['routing', 'doorbell', 'follow_up']);

/**
 * How long a part that the sweep makes up for may hold up the stream, counted from the newest event. A short fault is
 * repaired at once; a lasting one must not stop what other leads need.
 */
const HOLD_SECONDS = 10;

/** A part that could not be done for all events, and why. */
export interface RelayFailure {
  readonly part: PartName;
  readonly error: unknown;
  /** Whether the events are to be passed on again before any later ones. Otherwise they are left to the sweep. */
  readonly holds: boolean;
}

/**
 * Passes new events of timelines on: starts routing, rings doorbells, starts timers, has people notified, publishes to
 * the bus and queues webhooks. Each part is tried for every lead, whatever fails. Idempotent.
 * @returns the parts that failed; if one of them holds, the caller has all events passed on again
 */
export async function relayEvents(
  events: readonly LeadEvent[],
  now: Instant,
  deps: RelayDeps,
): Promise<readonly RelayFailure[]> {
  const names = Object.keys(PARTS) as PartName[];
  const failures = await Promise.all(
    names.map(async (part): Promise<readonly RelayFailure[]> => {
      try {
        await PARTS[part](events, now, deps);
        return [];
      } catch (error) {
        return [{ part, error, holds: !HEALED_BY_SWEEP.has(part) || areRecent(events, now) }];
      }
    }),
  );
  return failures.flat();
}

function areRecent(events: readonly LeadEvent[], now: Instant): boolean {
  return events.some(({ at }) => addSeconds(at, HOLD_SECONDS) > now);
}

/**
 * A lead gets an owner without anybody losing it, or its owner works on it and it takes as much room as before: no team
 * has work by that, and nobody a free slot.
 */
function concernsTeams(event: LeadEvent): boolean {
  if (event.type === 'LeadAssigned') return event.data.previous !== undefined;
  if (event.type === 'FirstResponseMade' || event.type === 'LeadQualified' || event.type === 'DealMoved')
    return event.data.weight !== undefined;
  return true;
}

/** Does it once for each lead with an event of these types. @throws the first failure, after all have been tried */
async function forEachLead(
  events: readonly LeadEvent[],
  subscriber: keyof typeof EVENT_SUBSCRIPTIONS,
  nudge: (lead: LeadId) => Promise<unknown>,
): Promise<void> {
  const types: readonly EventType[] = EVENT_SUBSCRIPTIONS[subscriber];
  const leads = [...new Set(events.filter(({ type }) => types.includes(type)).map(({ lead }) => lead))];
  const failed: unknown[] = [];
  for (let from = 0; from < leads.length; from += CONCURRENCY) {
    const results = await Promise.allSettled(leads.slice(from, from + CONCURRENCY).map(nudge));
    for (const result of results) if (result.status === 'rejected') failed.push(result.reason);
  }
  if (failed.length > 0) throw failed[0];
}

/** Has people notified of events that concern them, and messages changed that say something old. */
async function nudgeNotifications(events: readonly LeadEvent[], _: Instant, deps: RelayDeps): Promise<void> {
  const concerning: readonly EventType[] = EVENT_SUBSCRIPTIONS.notifyRep;
  const toTell = events
    .filter(({ type }) => concerning.includes(type))
    .map(({ lead, id }): NotificationNudge => ({ task: 'notify', lead, event: id }));
  const outdated = new Set(events.filter(outdatesMessages).map(({ lead }) => lead));
  const canChange = outdated.size > 0 && (await deps.canChangeMessages());
  const toUpdate = canChange ? [...outdated].map((lead): NotificationNudge => ({ task: 'update_messages', lead })) : [];
  if (toTell.length + toUpdate.length > 0) await deps.notifications.send([...toTell, ...toUpdate]);
}

/** Of a lead that is assigned for the first time, nobody has a message yet. */
function outdatesMessages(event: LeadEvent): boolean {
  const types: readonly EventType[] = EVENT_SUBSCRIPTIONS.updateMessages;
  return types.includes(event.type) && (event.type !== 'LeadAssigned' || event.data.epoch > 1);
}

/** Publishes what the environment chose for the bus. */
async function publish(events: readonly LeadEvent[], _: Instant, { bus, publishedEvents }: RelayDeps): Promise<void> {
  const wanted = publishedEvents === 'all' ? events : events.filter(({ type }) => publishedEvents.includes(type));
  if (wanted.length > 0) await bus.publish(wanted);
}

/** Has the CRM's records compared with what their leads are now, if a CRM is connected. */
async function nudgeCrm(events: readonly LeadEvent[], _: Instant, { settings, crmNudges }: RelayDeps): Promise<void> {
  const types: readonly EventType[] = EVENT_SUBSCRIPTIONS.syncCrm;
  const leads = [...new Set(events.filter(({ type }) => types.includes(type)).map(({ lead }) => lead))];
  if (leads.length === 0 || (await settings.read('crm')) === undefined) return;
  await crmNudges.send(
    leads.map((lead) => ({ lead })),
    0,
  );
}

/** Queues the events that somebody subscribed to. Whether they are delivered is decided by the subscription then. */
async function queueForWebhooks(events: readonly LeadEvent[], _: Instant, deps: RelayDeps): Promise<void> {
  const subscriptions = await deps.webhooks.list();
  const wanted = events.filter(({ type }) =>
    subscriptions.some((one) => one.events === 'all' || one.events.includes(type)),
  );
  if (wanted.length > 0) await deps.webhookQueue.send(wanted);
}
