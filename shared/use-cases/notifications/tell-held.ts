import type { RepId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { EventType, LeadEvent } from '../../domain/lead/events.ts';
import { canLeaveBaton } from '../../domain/shadow/shadow-mode.ts';
import type { DigestSender } from '../../ports/digest-sender.ts';
import type { HeldMatter } from '../../ports/held-matters.ts';
import type { Notification } from '../../ports/notifier.ts';
import type { Deps } from '../deps.ts';
import { endIfListed, isOvertaken } from './notify-rep.ts';
import { loadSubject, makeNotification, type NotifyDeps } from './send-notification.ts';

/** What became of the matters that were due. */
export interface ToldMatters {
  readonly told: number;
  /** Not true any more: answered, reassigned, erased. */
  readonly overtaken: number;
  /** Stay held, and are tried again by the next run. */
  readonly failed: number;
}

/** Events after which a lead is not quiet any more. */
const ACTIVITIES: ReadonlySet<EventType> = new Set(['LeadWorked', 'LeadQualified', 'ContactNoted', 'TouchpointAdded']);

type TellDeps = NotifyDeps & Pick<Deps, 'mode'> & { readonly digests: DigestSender };

/** A held matter that still holds, as it is told now. */
interface Current {
  readonly matter: HeldMatter;
  readonly notification: Notification;
}

/**
 * Tells people what was held for them and is due: as one message to those who want it collected, else one by one. What no
 * longer holds is dropped. A matter stays held until it was told, so a run that broke off loses nothing.
 */
export async function tellHeld(limit: number, now: Instant, deps: TellDeps): Promise<ToldMatters> {
  const due = await deps.heldMatters.due(now, limit);
  let [told, overtaken, failed] = [0, 0, 0];
  for (const [to, matters] of Map.groupBy(due, (matter) => matter.to)) {
    try {
      const current = await loadCurrent(matters, now, deps);
      overtaken += matters.length - current.length;
      const left = await tellAsOne(to, current, now, deps);
      told += current.length - left.length;
      for (const { matter, notification } of left) {
        await deps.notifier.send(notification, now);
        await deps.heldMatters.remove(matter);
        told += 1;
      }
    } catch {
      // The next run tries again; the caller counts and raises an alarm.
      failed += 1;
    }
  }
  return { told, overtaken, failed };
}

/** Loads what still holds, and removes the rest. */
async function loadCurrent(matters: readonly HeldMatter[], now: Instant, deps: TellDeps): Promise<readonly Current[]> {
  const current: Current[] = [];
  for (const matter of matters) {
    const notification = await makeAgain(matter, now, deps);
    if (notification) current.push({ matter, notification });
    else await deps.heldMatters.remove(matter);
  }
  return current;
}

async function makeAgain(
  { lead: leadId, event: eventId, id, to, occasion }: HeldMatter,
  now: Instant,
  deps: TellDeps,
): Promise<Notification | undefined> {
  const lead = await deps.leads.load(leadId);
  if (lead === undefined || !canLeaveBaton(lead, await deps.mode())) return undefined;
  const timeline = await deps.leads.timeline(leadId);
  const event = timeline.find((one) => one.id === eventId);
  if (event === undefined || isOvertaken(event, lead) || isSettled(event, timeline)) return undefined;
  if (await endIfListed(lead, now, deps)) return undefined;
  return makeNotification({ ...(await loadSubject({ lead, timeline }, deps)), id, to, occasion, now }, deps);
}

/** Whether somebody has worked on a lead since it went quiet. */
function isSettled({ type, seq }: LeadEvent, timeline: readonly LeadEvent[]): boolean {
  return type === 'LeadWentQuiet' && timeline.some((later) => later.seq > seq && ACTIVITIES.has(later.type));
}

/** Tells several matters as one message. Returns those that must go by themselves. */
async function tellAsOne(
  to: RepId,
  current: readonly Current[],
  now: Instant,
  deps: TellDeps,
): Promise<readonly Current[]> {
  const person = current.length === 0 ? undefined : await deps.reps.get(to);
  if (person?.reach?.digest === undefined) return current;
  const notifications = current.map(({ notification }) => notification);
  const sent = new Set(await deps.digests.send(person, notifications, now));
  for (const { matter } of current) if (sent.has(matter.id)) await deps.heldMatters.remove(matter);
  return current.filter(({ matter }) => !sent.has(matter.id));
}
