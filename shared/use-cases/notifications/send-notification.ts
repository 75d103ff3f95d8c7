import { firstResponseDueAt } from '../../domain/follow-up/sla.ts';
import { mustAccept } from '../../domain/handoff/handoff.ts';
import { addSeconds, type Instant } from '../../domain/instant.ts';
import type { Person } from '../../domain/intake/submission.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import { ANSWER_LINK_TTL_SECONDS } from '../../domain/lead/grace-periods.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { contactBudgetOf } from '../../domain/nurture/contact-budget.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Notification } from '../../ports/notifier.ts';
import { planOf } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';

/** What notifying people needs. */
export type NotifyDeps = Pick<
  Deps,
  'leads' | 'notifier' | 'heldMatters' | 'answerLinks' | 'doNotContact' | 'newId' | 'plans' | 'reps'
>;

/**
 * `suppressed`: in shadow mode, so nothing about the lead may leave Baton. `not_reached`: by no channel, for good. `held`:
 * not urgent, and the person wants it later.
 */
export type SendOutcome = 'notified' | 'suppressed' | 'not_reached' | 'held';

/** How many events of a lead's history a notification carries, newest kept. */
export const MAX_HISTORY_EVENTS = 100;

/** A lead just loaded, with its timeline if that has been loaded too. */
export interface LoadedLead {
  readonly lead: Lead;
  readonly timeline?: readonly LeadEvent[];
}

/** What every notification about a lead is made from, loaded once however many people get one. */
export interface Subject {
  readonly lead: Lead;
  readonly person: Person | undefined;
  readonly history: readonly LeadEvent[];
  readonly plan: Plan | undefined;
}

/** Loads what a notification about a lead is made from. */
export async function loadSubject({ lead, timeline }: LoadedLead, deps: NotifyDeps): Promise<Subject> {
  const [person, history, plan] = await Promise.all([
    deps.leads.person(lead.id),
    timeline ?? deps.leads.timeline(lead.id),
    planOf(lead, deps),
  ]);
  return { lead, person, history: history.slice(-MAX_HISTORY_EVENTS), plan };
}

/**
 * Sends a notification to one person. Only the owner gets answer links.
 * @throws when the receiver does not accept it.
 */
export async function sendNotification(
  notice: Subject & Pick<Notification, 'to' | 'occasion' | 'id'> & { readonly now: Instant },
  deps: NotifyDeps,
): Promise<SendOutcome> {
  const sent = await deps.notifier.send(await makeNotification(notice, deps), notice.now);
  return sent === 'sent' ? 'notified' : sent;
}

/** Makes a notification to one person from what was loaded. */
export async function makeNotification(
  notice: Subject & Pick<Notification, 'to' | 'occasion' | 'id'> & { readonly now: Instant },
  deps: Pick<NotifyDeps, 'answerLinks'>,
): Promise<Notification> {
  const { lead, person, history, plan, to, occasion, id, now } = notice;
  const { stage } = lead;
  const owner = stage.state === 'assigned' || stage.state === 'working' ? stage.owner : undefined;
  const allLinks =
    to === owner
      ? await deps.answerLinks.createLinks({
          lead: lead.id,
          epoch: lead.epoch,
          rep: to,
          expiresAt: addSeconds(now, ANSWER_LINK_TTL_SECONDS),
        })
      : {};
  const { accepted, ...others } = allLinks;
  const links = accepted !== undefined && mustAccept(lead, to) ? { accepted, ...others } : others;
  const contacts = plan && contactBudgetOf(lead, plan.recycling, now);
  const dueAt = stage.state === 'assigned' ? firstResponseDueAt(stage.deadlines) : undefined;
  return { id, occasion, to, lead, person, history, dueAt, contacts, links };
}
