import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { assignTeam } from '../assignment/assign-team.ts';
import type { Deps } from '../deps.ts';
import { notifyOwner, postponeNotification } from '../notifications/notify-rep.ts';
import { type Decision, saveTransition, type TransitionResult } from '../save-transition.ts';
import { closeDueShadowLead } from '../shadow/end-shadow-lead.ts';
import { decideAssignedStep } from './assigned-step.ts';
import { decideReviewStep } from './review-step.ts';

/** The result of taking the due steps of one lead. */
export interface DueStepResult {
  readonly outcome: 'done' | 'not_due' | 'no_such_lead';
  readonly lead?: Lead;
  /** Ids of the events written, for notifying people of them. */
  readonly events: readonly string[];
}

/** What taking a step needs; nothing of intake. */
export type DueStepDeps = Pick<
  Deps,
  | 'leads'
  | 'plans'
  | 'reps'
  | 'sources'
  | 'calendars'
  | 'notifier'
  | 'heldMatters'
  | 'answerLinks'
  | 'doNotContact'
  | 'newId'
>;

/**
 * The most steps of one lead taken per call: enough for a long overdue lead to catch up, and a bug does not run
 * forever.
 */
const MAX_STEPS = 12;

/**
 * Takes everything that is due for a routed lead by its own dates, however late: drains the team's queue, warns,
 * records the breach, escalates, seeks another owner, asks about a quiet lead, ends a cycle in nurture. Reads only the
 * stored lead and never depends on the caller: timers, nudges and the sweep all call it. Pass the lead itself if it has
 * just been loaded. Idempotent.
 */
export async function takeDueStep(from: LeadId | Lead, now: Instant, deps: DueStepDeps): Promise<DueStepResult> {
  const events: string[] = [];
  let lead = typeof from === 'string' ? await deps.leads.load(from) : from;
  if (!lead) return { outcome: 'no_such_lead', events };
  for (let taken = 0; taken < MAX_STEPS; taken += 1) {
    if (lead.dueAt === undefined || lead.dueAt > now) break;
    const { id, version }: Lead = lead;
    // A step that was not saved, or that another use case took, may have met a newer lead.
    lead = (await takeOneStep(lead, now, deps)) ?? (await deps.leads.load(id));
    if (!lead || lead.version === version) break;
    events.push(lead.lastEvent);
  }
  return { outcome: events.length > 0 ? 'done' : 'not_due', lead, events };
}

/** @returns the lead as saved; undefined: load it to see what happened. */
async function takeOneStep(lead: Lead, now: Instant, deps: DueStepDeps): Promise<Lead | undefined> {
  const { stage } = lead;
  if (closeDueShadowLead(lead, now, lead.lastEvent)) return saveStep(lead, closeShadowStep, now, deps);
  switch (stage.state) {
    case 'received':
      // Routing has its own path and the sweep behind it, so that no timer needs the dependencies of enrichment.
      return lead;
    case 'waiting':
      if (stage.place === 'queue') return saveStep(lead, decideReviewStep, now, deps);
      await assignTeam(stage.workItem.team, now, deps);
      return undefined;
    case 'assigned':
      if (stage.deadlines[stage.nextDeadline]?.kind === 'notify' && !stage.seeking)
        return notifyOrPostpone(lead, now, deps);
      if (!stage.seeking) return saveStep(lead, decideAssignedStep, now, deps);
      await assignTeam(stage.seeking.workItem.team, now, deps);
      return undefined;
    case 'working':
      return saveStep(lead, workingStep, now, deps);
    case 'nurturing':
      return saveStep(lead, recyclingStep, now, deps);
    case 'closed':
      return lead;
  }
}

type DecideStep = (lead: Lead, now: Instant, deps: DueStepDeps) => Decision<'not_due'> | Promise<Decision<'not_due'>>;

/* Timers wake for assigned leads; only the sweep takes the steps of the others, so it alone loads what decides them. */
const workingStep: DecideStep = async (...step) => (await import('./working-step.ts')).decideWorkingStep(...step);
const recyclingStep: DecideStep = async (...step) =>
  (await import('../nurture/recycling-step.ts')).decideRecyclingStep(...step);

async function saveStep(lead: Lead, decide: DecideStep, now: Instant, deps: DueStepDeps): Promise<Lead | undefined> {
  return savedLeadOf(await saveTransition(lead, (current) => decide(current, now, deps), deps));
}

function savedLeadOf(result: TransitionResult<string>): Lead | undefined {
  return result.outcome === 'done' ? result.lead : undefined;
}

function closeShadowStep(lead: Lead, now: Instant, deps: DueStepDeps): Decision<'not_due'> {
  const change = closeDueShadowLead(lead, now, deps.newId());
  return change ? { change } : { refused: 'not_due' };
}

/**
 * @throws when the notification is not accepted, to make the failure visible. By then it is postponed, so the next step
 * is not blocked.
 */
async function notifyOrPostpone(lead: Lead, now: Instant, deps: DueStepDeps): Promise<Lead | undefined> {
  try {
    const { outcome, saved } = await notifyOwner({ lead }, now, deps);
    return outcome === 'suppressed' ? savedLeadOf(await postponeNotification(lead, now, deps)) : saved;
  } catch (error) {
    await postponeNotification(lead, now, deps);
    throw error;
  }
}
