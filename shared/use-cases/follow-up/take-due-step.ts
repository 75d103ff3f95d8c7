import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { assignTeam } from '../assignment/assign-team.ts';
import type { Deps } from '../deps.ts';
import { notifyOwner, postponeNotification } from '../notifications/notify-rep.ts';
import { saveTransition } from '../save-transition.ts';
import { closeDueShadowLead } from '../shadow/end-shadow-lead.ts';
import { decideAssignedStep } from './assigned-step.ts';
import { decideRecyclingStep, decideReviewStep } from './waiting-step.ts';
import { decideWorkingStep } from './working-step.ts';

/** The result of taking the due steps of one lead. */
export interface DueStepResult {
  readonly outcome: 'done' | 'not_due' | 'no_such_lead';
  readonly lead?: Lead;
  /** Ids of the events written, for notifying people of them. */
  readonly events: readonly string[];
}

/** What taking a step needs; nothing of intake. */
export type DueStepDeps = Pick<Deps, 'leads' | 'plans' | 'reps' | 'sources' | 'notifier' | 'answerLinks' | 'newId'>;

/**
 * The most steps of one lead taken per call: enough for a long overdue lead to catch up, and a bug does not run
 * forever.
 */
const MAX_STEPS = 12;

/**
 * Takes everything that is due for a routed lead by its own dates, however late: drains the team's queue, warns,
 * records the breach, escalates, seeks another owner, asks about a quiet lead, ends a cycle in nurture. Reads only the
 * stored lead and never depends on the caller: timers, nudges and the sweep all call it. Idempotent.
 */
export async function takeDueStep(leadId: LeadId, now: Instant, deps: DueStepDeps): Promise<DueStepResult> {
  const events: string[] = [];
  let lead = await deps.leads.load(leadId);
  if (!lead) return { outcome: 'no_such_lead', events };
  for (let taken = 0; taken < MAX_STEPS; taken += 1) {
    if (lead.dueAt === undefined || lead.dueAt > now) break;
    const { version } = lead;
    await takeOneStep(lead, now, deps);
    lead = await deps.leads.load(leadId);
    if (!lead || lead.version === version) break;
    events.push(lead.lastEvent);
  }
  return { outcome: events.length > 0 ? 'done' : 'not_due', lead, events };
}

async function takeOneStep(lead: Lead, now: Instant, deps: DueStepDeps): Promise<void> {
  const { stage } = lead;
  if (lead.shadow && (await endDueShadowLead(lead, now, deps))) return;
  switch (stage.state) {
    case 'received':
      // Routing has its own path and the sweep behind it, so that no timer needs the dependencies of enrichment.
      return;
    case 'waiting':
      if (stage.place === 'team') await assignTeam(stage.workItem.team, now, deps);
      else await saveTransition(lead.id, (current) => decideReviewStep(current, now, deps), deps);
      return;
    case 'assigned':
      if (stage.seeking) await assignTeam(stage.seeking.workItem.team, now, deps);
      else if (stage.deadlines[stage.nextDeadline]?.kind === 'notify') await notifyOrPostpone(lead.id, now, deps);
      else await saveTransition(lead.id, (current) => decideAssignedStep(current, now, deps), deps);
      return;
    case 'working':
      await saveTransition(lead.id, (current) => decideWorkingStep(current, now, deps), deps);
      return;
    case 'nurturing':
      await saveTransition(lead.id, (current) => decideRecyclingStep(current, now, deps), deps);
      return;
    case 'closed':
      return;
  }
}

/** @returns whether a lead in shadow mode was due to end. */
async function endDueShadowLead(lead: Lead, now: Instant, deps: DueStepDeps): Promise<boolean> {
  if (!closeDueShadowLead(lead, now, lead.lastEvent)) return false;
  await saveTransition<'not_due'>(
    lead.id,
    (current) => {
      const change = closeDueShadowLead(current, now, deps.newId());
      return change ? { change } : { refused: 'not_due' };
    },
    deps,
  );
  return true;
}

/**
 * @throws when the notification is not accepted, to make the failure visible. By then it is postponed, so the next step
 * is not blocked.
 */
async function notifyOrPostpone(leadId: LeadId, now: Instant, deps: DueStepDeps): Promise<void> {
  try {
    if ((await notifyOwner(leadId, now, deps)) === 'suppressed') await postponeNotification(leadId, now, deps);
  } catch (error) {
    await postponeNotification(leadId, now, deps);
    throw error;
  }
}
