import type { Instant } from '../../domain/instant.ts';
import { canWait, whenToTell } from '../../domain/notifications/when-to-tell.ts';
import type { Rep } from '../../domain/team/rep.ts';
import { scheduleFor, teamOf } from '../assignment/assignment-terms.ts';
import { type NotifyDeps, type SendOutcome, type Subject, sendNotification } from './send-notification.ts';

type Telling = Subject & Parameters<typeof sendNotification>[0] & { readonly event: string };

/**
 * Sends a notification about an event, or holds it until the person wants to be told. A held one has ids only: it is made
 * again when it is due, if it is still true then.
 */
export async function tellOrHold(telling: Telling, deps: NotifyDeps): Promise<SendOutcome> {
  const { id, lead, event, to, occasion, now } = telling;
  const dueAt = await dueDateOf(telling, deps);
  if (dueAt === undefined) return sendNotification(telling, deps);
  await deps.heldMatters.hold({ id, lead: lead.id, event, to, occasion, heldAt: now, dueAt });
  return 'held';
}

async function dueDateOf({ to, occasion, plan, now }: Telling, deps: NotifyDeps): Promise<Instant | undefined> {
  if (!canWait(occasion)) return undefined;
  const person = await deps.reps.get(to);
  if (person?.reach === undefined || plan === undefined) return undefined;
  const { reach } = person;
  return whenToTell(occasion, { reach, schedule: await ownScheduleOf(person, plan, deps) }, now);
}

/** Returns when a person works: in the first of their teams, if they are in one. */
async function ownScheduleOf(person: Rep, plan: NonNullable<Telling['plan']>, deps: NotifyDeps) {
  const [team] = Object.keys(person.teams).sort();
  const planned = team === undefined ? undefined : await teamOf(team, plan, deps);
  return scheduleFor(person, planned ?? { calendars: plan.calendars }, deps);
}
