import { type Answer, type AnswerRefusal, NOT_A_LEAD } from '../../domain/answers/answer.ts';
import { contacted } from '../../domain/answers/first-response.ts';
import { type AssignmentTerms, acceptedStage, workingStage } from '../../domain/assignment/assignment-stages.ts';
import { releasedStage, returnedStage } from '../../domain/follow-up/queue-stages.ts';
import { handedOn, nextTeamOf, takenHandoff } from '../../domain/handoff/handoff.ts';
import { handBack } from '../../domain/handoff/return-handoff.ts';
import type { LeadId, RepId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Actor, EventData, EventType } from '../../domain/lead/events.ts';
import { holdersAfter, type Lead, workItemOf } from '../../domain/lead/lead.ts';
import type { Assigned, Outcome, Stage, Working } from '../../domain/lead/stage.ts';
import { type LeadPatch, step, type Transition } from '../../domain/lead/transition.ts';
import { cameToUs, contactBudget } from '../../domain/nurture/contact-budget.ts';
import { putToRest } from '../../domain/nurture/move-to-nurture.ts';
import { needsDate } from '../../domain/nurture/nurture-decision.ts';
import { LATER } from '../../domain/plan/recycling.ts';
import type { LedgerAdjustment } from '../../ports/lead-store.ts';
import { managerOf, termsFor } from '../assignment/assignment-terms.ts';
import { turnGivenBack } from '../assignment/credit-back.ts';
import type { Deps } from '../deps.ts';
import { type Decision, type StepResult, saveStep } from '../save-transition.ts';
import { type WayBack, wayBackOf } from './handoff-context.ts';

export interface RecordAnswer {
  readonly leadId: LeadId;
  /** The assignment this answers; an answer for an older one is refused. */
  readonly epoch: number;
  readonly answer: Answer;
  /** Who answers: the owner, or a manager or admin on their behalf. */
  readonly by: { readonly person: RepId; readonly onlyOwn: boolean };
  readonly now: Instant;
}

/**
 * Records a rep's answer about their lead. The conditional write on state and epoch decides between an answer and a
 * breach that race. An answer for the current assignment counts, however late; one for an older assignment does not.
 */
export async function recordAnswer(
  input: RecordAnswer,
  deps: Pick<Deps, 'leads' | 'plans' | 'reps' | 'newId'>,
): Promise<StepResult<AnswerRefusal>> {
  return saveStep<AnswerRefusal>(input.leadId, (lead) => decide(lead, input, deps), deps);
}

async function decide(
  lead: Lead,
  input: RecordAnswer,
  deps: Pick<Deps, 'plans' | 'reps' | 'newId'>,
): Promise<Decision<AnswerRefusal>> {
  const { stage } = lead;
  const held = stage.state === 'assigned' || stage.state === 'working' ? stage : undefined;
  if (input.by.onlyOwn && held && held.owner !== input.by.person)
    return { refused: input.epoch < lead.epoch ? 'old_epoch' : 'not_yours' };
  if (input.by.onlyOwn && !held && !hadIt(lead, input.by.person)) return { refused: 'not_yours' };
  if (input.epoch !== lead.epoch) return { refused: 'old_epoch' };
  if (!held) return { refused: 'nobody_has_it' };
  const terms = await termsFor(lead, { rep: held.owner, team: held.team, placedBy: held.placedBy }, deps);
  if (!terms) return { refused: 'no_plan' };
  const manager = await managerOf(held.team, terms.plan, deps);
  const version = lead.routing?.plan ?? (await deps.plans.active())?.version;
  if (version === undefined) return { refused: 'no_plan' };
  const wayBack = await wayBackOf(lead, terms.plan, input.now, deps);
  return answered({ lead, held, terms, version, manager, wayBack, input, newId: deps.newId });
}

/** Returns whether the rep held the lead before. The owner who closed it held it last. */
function hadIt({ stage, holders }: Lead, rep: RepId): boolean {
  return holders.includes(rep) || (stage.state === 'closed' && stage.owner === rep);
}

interface Answered {
  readonly lead: Lead;
  readonly held: Assigned | Working;
  readonly terms: AssignmentTerms;
  /** Version of the plan in `terms`. */
  readonly version: number;
  readonly manager: RepId;
  /** Set while the lead is handed off to its owner and not yet accepted. */
  readonly wayBack?: WayBack;
  readonly input: RecordAnswer;
  readonly newId: () => string;
}

function answered(context: Answered): Decision<AnswerRefusal> {
  const { lead, held, terms, manager, input } = context;
  const { answer, now } = input;
  const { plan } = terms;
  const data = { rep: held.owner, epoch: lead.epoch };
  const holders = holdersAfter(lead, held.owner);
  const refusedBy = [...new Set([...(lead.refusedBy ?? []), held.owner])];
  switch (answer.answer) {
    case 'contacted': {
      const { how } = answer;
      if (!cameToUs(how) && contactBudget(lead, plan.recycling, now)?.left === 0) return { refused: 'contact_cap' };
      return saved(contacted(lead, held, { terms, how, at: now, now, ...doing(context) }));
    }
    case 'accepted': {
      if (lead.handoff?.state === 'accepted') return { refused: 'already_so' };
      if (!context.wayBack || held.state !== 'assigned') return { refused: 'not_handed_on' };
      const stage = acceptedStage(held, terms, now);
      return changed(context, { type: 'HandoffAccepted', data, stage, patch: { handoff: takenHandoff(lead) } });
    }
    case 'qualified': {
      const next = nextTeamOf(lead, held.team, plan);
      if (next) {
        const { version } = context;
        const on = handedOn(lead, { next, plan, version, owner: held.owner, team: held.team, now });
        return changed(context, { type: 'LeadHandedOff', data: { ...data, team: next.team }, ...on });
      }
      if (held.state === 'working' && held.qualified) return { refused: 'already_so' };
      return changed(context, {
        type: 'LeadQualified',
        data,
        stage: workingStage(held, terms, { now, qualified: true }),
        patch: { handoff: takenHandoff(lead) },
      });
    }
    case 'declined': {
      const owed = plan.answers.cannotTake.charge === 'give_back' ? giveBack(context, 'declined') : undefined;
      if (context.wayBack && held.state === 'assigned') {
        const because = answer.reason ?? 'declined';
        const from = { ...context.wayBack, lead, stage: held, plan, because, now, patch: { refusedBy } };
        return saved(handBack({ ...from, ...doing(context) }), owed);
      }
      // If another owner is being sought already, the search continues.
      const team = workItemOf(lead)?.team ?? held.team;
      const stage = releasedStage(lead, plan, { team, now, because: 'declined', accountable: manager });
      const declined = { ...data, team, reason: answer.reason ?? 'cannot_take' };
      return changed(context, { type: 'LeadDeclined', data: declined, stage, patch: { holders, refusedBy } }, owed);
    }
    case 'misrouted': {
      if (!plan.answers.wrongForMe.ask.includes(answer.reason)) return { refused: 'unknown_reason' };
      const owed = plan.answers.wrongForMe.credit === 'give_back' ? giveBack(context, answer.reason) : undefined;
      if ((NOT_A_LEAD as readonly string[]).includes(answer.reason)) {
        const outcome = answer.reason === 'duplicate' ? 'merged' : 'disqualified';
        return closed(context, { outcome, reason: answer.reason }, owed);
      }
      const misrouted = { ...data, reason: answer.reason };
      return changed(
        context,
        { type: 'LeadMisrouted', data: misrouted, stage: returnedStage(plan, now), patch: { holders, refusedBy } },
        owed,
      );
    }
    case 'not_now': {
      const { until, reason = LATER } = answer;
      if (until === undefined && needsDate(plan.recycling, reason)) return { refused: 'date_needed' };
      return saved(putToRest(lead, plan, { reason, until, accountable: manager, now }, doing(context)));
    }
    case 'disqualified':
      return closed(context, { outcome: 'disqualified', reason: answer.reason });
    case 'converted':
      return closed(context, { outcome: 'converted', amount: answer.amount, opportunity: answer.opportunity });
  }
}

function closed(
  context: Answered,
  end: Pick<EventData<'LeadClosed'>, 'reason' | 'amount' | 'opportunity'> & {
    readonly outcome: Extract<Outcome, 'converted' | 'disqualified' | 'merged'>;
  },
  owed?: LedgerAdjustment,
): Decision<AnswerRefusal> {
  const { lead, held, input } = context;
  const stage: Stage = { state: 'closed', ...end, closedAt: input.now, owner: held.owner };
  return changed(context, { type: 'LeadClosed', data: { ...end, rep: held.owner, epoch: lead.epoch }, stage }, owed);
}

/** Returns the actor and the id of the event. */
function doing({ input, newId }: Answered): { readonly actor: Actor; readonly eventId: string } {
  return { actor: { kind: 'person', id: input.by.person }, eventId: newId() };
}

function changed<Type extends EventType>(
  context: Answered,
  what: { readonly type: Type; readonly data: EventData<Type>; readonly stage: Stage; readonly patch?: LeadPatch },
  owed?: LedgerAdjustment,
): Decision<AnswerRefusal> {
  return saved(step(context.lead, { ...what, at: context.input.now, ...doing(context) }), owed);
}

function saved(change: Transition, owed?: LedgerAdjustment): Decision<AnswerRefusal> {
  return { change, also: owed ? { adjustments: [owed] } : undefined };
}

function giveBack({ lead, held, input, newId }: Answered, reason: string): LedgerAdjustment | undefined {
  return turnGivenBack(lead, held, { reason, at: input.now, id: newId() });
}
