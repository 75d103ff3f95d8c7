import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { assignTeam } from '../assignment/assign-team.ts';
import type { Deps } from '../deps.ts';
import { notifyLater, notifyOwner } from '../notifications/notify-rep.ts';
import { saveStep } from '../save-transition.ts';
import { observedEnd } from '../shadow/end-shadow-lead.ts';
import { assignedStep } from './assigned-step.ts';
import { returnStep, reviewStep } from './waiting-step.ts';
import { workingStep } from './working-step.ts';

/** The result of taking the due steps of one lead. */
export interface DueStep {
  readonly outcome: 'done' | 'not_due' | 'no_such_lead';
  readonly lead?: Lead;
  /** Ids of the events written, for notifying people of them. */
  readonly events: readonly string[];
}

/** What taking a step needs; nothing of intake. */
export type StepDeps = Pick<Deps, 'leads' | 'plans' | 'reps' | 'sources' | 'notifier' | 'answerLinks' | 'newId'>;

/**
 * The most steps of one lead taken per call: enough for a long overdue lead to catch up, and a bug does not run
 * forever.
 */
const MOST_STEPS = 12;

/**
 * Takes everything that is due for a routed lead by its own dates, however late: drains the team's queue, warns,
 * records the breach, escalates, seeks another owner, asks about a quiet lead, ends a cycle in nurture. Reads only the
 * stored lead and never depends on the caller: timers, nudges and the sweep all call it. Idempotent.
 */
export async function takeDueStep(leadId: LeadId, now: Instant, deps: StepDeps): Promise<DueStep> {
  const events: string[] = [];
  let lead = await deps.leads.load(leadId);
  if (!lead) return { outcome: 'no_such_lead', events };
  for (let taken = 0; taken < MOST_STEPS; taken += 1) {
    if (lead.dueAt === undefined || lead.dueAt > now) break;
    const { version } = lead;
    await takeOne(lead, now, deps);
    lead = await deps.leads.load(leadId);
    if (!lead || lead.version === version) break;
    events.push(lead.lastEvent);
  }
  return { outcome: events.length > 0 ? 'done' : 'not_due', lead, events };
}

async function takeOne(lead: Lead, now: Instant, deps: StepDeps): Promise<void> {
  const { stage } = lead;
  if (lead.observed && (await endObserved(lead, now, deps))) return;
  switch (stage.state) {
    case 'received':
      // Routing has its own path and the sweep behind it, so that no timer needs the dependencies of enrichment.
      return;
    case 'waiting':
      if (stage.place === 'team') await assignTeam(stage.work.team, now, deps);
      else await saveStep(lead.id, (current) => reviewStep(current, now, deps), deps);
      return;
    case 'assigned':
      if (stage.seeking) await assignTeam(stage.seeking.work.team, now, deps);
      else if (stage.deadlines[stage.next]?.kind === 'notify') await notifyOrPutOff(lead.id, now, deps);
      else await saveStep(lead.id, (current) => assignedStep(current, now, deps), deps);
      return;
    case 'working':
      await saveStep(lead.id, (current) => workingStep(current, now, deps), deps);
      return;
    case 'nurturing':
      await saveStep(lead.id, (current) => returnStep(current, now, deps), deps);
      return;
    case 'closed':
      return;
  }
}

/** @returns whether a lead in shadow mode was due to end. */
async function endObserved(lead: Lead, now: Instant, deps: StepDeps): Promise<boolean> {
  if (!observedEnd(lead, now, lead.lastEvent)) return false;
  await saveStep<'not_due'>(
    lead.id,
    (current) => {
      const change = observedEnd(current, now, deps.newId());
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
async function notifyOrPutOff(leadId: LeadId, now: Instant, deps: StepDeps): Promise<void> {
  try {
    if ((await notifyOwner(leadId, now, deps)) === 'withheld') await notifyLater(leadId, now, deps);
  } catch (error) {
    await notifyLater(leadId, now, deps);
    throw error;
  }
}
