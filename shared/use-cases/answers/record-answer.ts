import { type Answer, type AnswerRefusal, isNoLead } from '../../domain/answers/answer.ts';
import { closeLead, type LeadEnd } from '../../domain/answers/close-lead.ts';
import { recordContact } from '../../domain/answers/first-response.ts';
import { qualifyLead } from '../../domain/answers/qualify-lead.ts';
import { type AssignmentTerms, acceptHandoff } from '../../domain/assignment/assignment-stages.ts';
import { buildReceivedStage, buildReleasedStage } from '../../domain/follow-up/queue-stages.ts';
import { markHandoffAccepted } from '../../domain/handoff/handoff.ts';
import { returnHandoff } from '../../domain/handoff/return-handoff.ts';
import type { LeadId, RepId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Actor, EventData, EventType } from '../../domain/lead/events.ts';
import { addPreviousHolder, type Lead, workItemOf } from '../../domain/lead/lead.ts';
import type { Assigned, Stage, Working } from '../../domain/lead/stage.ts';
import { type LeadPatch, type Transition, transition } from '../../domain/lead/transition.ts';
import { contactBudgetOf, isInbound } from '../../domain/nurture/contact-budget.ts';
import { moveToNurture } from '../../domain/nurture/move-to-nurture.ts';
import { needsDate } from '../../domain/nurture/nurture-decision.ts';
import { LATER_REASON } from '../../domain/plan/recycling.ts';
import { ledgerBandOf } from '../../domain/sources/import-list.ts';
import type { LedgerAdjustment } from '../../ports/lead-store.ts';
import { managerOf, termsFor } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';
import { type Decision, saveTransition, type TransitionResult } from '../save-transition.ts';
import { type HandoffContext, handoffContextOf } from './handoff-context.ts';

export interface RecordAnswerInput {
  readonly leadId: LeadId;
  /** The assignment this answers; an answer for an older one is refused. */
  readonly epoch: number;
  readonly answer: Answer;
  /** Who answers: the owner, or a manager or admin on their behalf. */
  readonly by: { readonly person: RepId; readonly onlyOwn: boolean };
  /** When the rep said it, if the sender tells: a contact that was recorded since then is this one, sent again. */
  readonly saidAt?: Instant;
  readonly now: Instant;
}

/**
 * Records a rep's answer about their lead. The conditional write on state and epoch decides between an answer and a
 * breach that race. An answer for the current assignment counts, however late; one for an older assignment does not.
 */
export async function recordAnswer(
  input: RecordAnswerInput,
  deps: Pick<Deps, 'leads' | 'plans' | 'reps' | 'newId'>,
): Promise<TransitionResult<AnswerRefusal>> {
  return saveTransition<AnswerRefusal>(input.leadId, (lead) => decideAnswer(lead, input, deps), deps);
}

async function decideAnswer(
  lead: Lead,
  input: RecordAnswerInput,
  deps: Pick<Deps, 'plans' | 'reps' | 'newId'>,
): Promise<Decision<AnswerRefusal>> {
  const { stage } = lead;
  const held = stage.state === 'assigned' || stage.state === 'working' ? stage : undefined;
  if (input.by.onlyOwn && held && held.owner !== input.by.person)
    return { refused: input.epoch < lead.epoch ? 'old_epoch' : 'not_owner' };
  if (input.by.onlyOwn && !held && !hasHeld(lead, input.by.person)) return { refused: 'not_owner' };
  if (input.epoch !== lead.epoch) return { refused: 'old_epoch' };
  if (!held) return { refused: 'no_owner' };
  const terms = await termsFor(lead, { rep: held.owner, team: held.team, placedBy: held.placedBy }, deps);
  if (!terms) return { refused: 'no_plan' };
  const manager = await managerOf(held.team, terms.plan, deps);
  const version = lead.routing?.plan ?? (await deps.plans.active())?.version;
  if (version === undefined) return { refused: 'no_plan' };
  const handoffContext = await handoffContextOf(lead, terms.plan, input.now, deps);
  return applyAnswer({ lead, held, terms, planVersion: version, manager, handoffContext, input, newId: deps.newId });
}

/** Returns whether the rep held the lead before. The owner who closed it held it last. */
function hasHeld({ stage, previousHolders }: Lead, rep: RepId): boolean {
  return previousHolders.includes(rep) || (stage.state === 'closed' && stage.owner === rep);
}

interface AnswerContext {
  readonly lead: Lead;
  readonly held: Assigned | Working;
  readonly terms: AssignmentTerms;
  /** Version of the plan in `terms`. */
  readonly planVersion: number;
  readonly manager: RepId;
  /** Set while the lead is handed off to its owner and not yet accepted. */
  readonly handoffContext?: HandoffContext;
  readonly input: RecordAnswerInput;
  readonly newId: () => string;
}

function applyAnswer(context: AnswerContext): Decision<AnswerRefusal> {
  const { lead, held, terms, manager, input } = context;
  const { answer, now } = input;
  const { plan } = terms;
  const data = { rep: held.owner, epoch: lead.epoch };
  const holders = addPreviousHolder(lead, held.owner);
  const refusedBy = [...new Set([...(lead.refusedBy ?? []), held.owner])];
  switch (answer.answer) {
    case 'contacted': {
      const { how } = answer;
      const { saidAt } = input;
      if (held.state === 'working' && saidAt !== undefined && (lead.contacts.at(-1) ?? '') >= saidAt)
        return { refused: 'already_recorded' };
      if (!isInbound(how) && contactBudgetOf(lead, plan.recycling, now)?.left === 0) return { refused: 'contact_cap' };
      return toDecision(
        recordContact(lead, held, { terms, how, at: now, now, isProven: false, ...actorAndEventId(context) }),
      );
    }
    case 'accepted': {
      if (lead.handoff?.state === 'accepted') return { refused: 'already_recorded' };
      if (!context.handoffContext || held.state !== 'assigned') return { refused: 'not_handed_off' };
      const stage = acceptHandoff(held, terms, now);
      return decideTransition(context, {
        type: 'HandoffAccepted',
        data,
        stage,
        patch: { handoff: markHandoffAccepted(lead) },
      });
    }
    case 'qualified': {
      const { planVersion } = context;
      const change = qualifyLead(lead, held, { terms, planVersion, now, ...actorAndEventId(context) });
      return change ? toDecision(change) : { refused: 'already_recorded' };
    }
    case 'declined': {
      const adjustment =
        plan.answers.cannotTake.charge === 'give_back' ? creditTurnBack(context, 'declined') : undefined;
      if (context.handoffContext && held.state === 'assigned') {
        const because = answer.reason ?? 'declined';
        const from = { ...context.handoffContext, lead, stage: held, plan, because, now, patch: { refusedBy } };
        return toDecision(returnHandoff({ ...from, ...actorAndEventId(context) }), adjustment);
      }
      // If another owner is being sought already, the search continues.
      const team = workItemOf(lead)?.team ?? held.team;
      const stage = buildReleasedStage(lead, plan, { team, now, because: 'declined', accountable: manager });
      const declined = { ...data, team, reason: answer.reason ?? 'cannot_take' };
      return decideTransition(
        context,
        { type: 'LeadDeclined', data: declined, stage, patch: { previousHolders: holders, refusedBy } },
        adjustment,
      );
    }
    case 'misrouted': {
      if (!plan.answers.wrongForMe.ask.includes(answer.reason)) return { refused: 'unknown_reason' };
      const { credit } = plan.answers.wrongForMe;
      const turn = credit === 'keep' ? undefined : creditTurnBack(context, answer.reason);
      const owed = credit === 'give_back' ? turn : undefined;
      const review = credit === 'after_review' && turn ? { creditsToReview: addCreditToReview(lead, turn) } : {};
      if (isNoLead(answer.reason)) {
        const outcome = answer.reason === 'duplicate' ? 'merged' : 'disqualified';
        return close(context, { outcome, reason: answer.reason }, { owed, patch: review });
      }
      const misrouted = { ...data, reason: answer.reason };
      return decideTransition(
        context,
        {
          type: 'LeadMisrouted',
          data: misrouted,
          stage: buildReceivedStage(plan, now),
          patch: { previousHolders: holders, refusedBy, ...review },
        },
        owed,
      );
    }
    case 'not_now': {
      const { until, reason = LATER_REASON } = answer;
      const asksForDate = needsDate(plan.recycling, reason);
      if (asksForDate !== (until !== undefined)) return { refused: asksForDate ? 'date_needed' : 'date_not_taken' };
      return toDecision(
        moveToNurture(lead, plan, { reason, until, accountable: manager, now }, actorAndEventId(context)),
      );
    }
    case 'disqualified':
      return close(context, { outcome: 'disqualified', reason: answer.reason });
    case 'converted':
      return close(context, { outcome: 'converted', amount: answer.amount, opportunity: answer.opportunity });
  }
}

function close(
  context: AnswerContext,
  end: LeadEnd,
  { owed, patch }: { readonly owed?: LedgerAdjustment; readonly patch?: LeadPatch } = {},
): Decision<AnswerRefusal> {
  const { now } = context.input;
  return toDecision(closeLead(context.lead, end, { now, patch, ...actorAndEventId(context) }), owed);
}

/** Returns the actor and the id of the event. */
function actorAndEventId({ input, newId }: AnswerContext): { readonly actor: Actor; readonly eventId: string } {
  return { actor: { kind: 'person', id: input.by.person }, eventId: newId() };
}

function decideTransition<Type extends EventType>(
  context: AnswerContext,
  what: { readonly type: Type; readonly data: EventData<Type>; readonly stage: Stage; readonly patch?: LeadPatch },
  owed?: LedgerAdjustment,
): Decision<AnswerRefusal> {
  return toDecision(transition(context.lead, { ...what, at: context.input.now, ...actorAndEventId(context) }), owed);
}

function toDecision(change: Transition, owed?: LedgerAdjustment): Decision<AnswerRefusal> {
  return { change, also: owed ? { adjustments: [owed] } : undefined };
}

/** Returns the ledger adjustment that credits the owner's turn back; undefined if the lead took no turn. */
function creditTurnBack(
  { lead, held, input, newId }: AnswerContext,
  reason: string,
): Extract<LedgerAdjustment, { kind: 'give_back' }> | undefined {
  if (held.decision === undefined || held.charged === false) return undefined;
  const { owner: rep, team, band = ledgerBandOf(lead) } = held;
  return { id: newId(), at: input.now, kind: 'give_back', team, rep, band, reason, lead: lead.id };
}

/** Returns the turns that wait for a review, with this one. */
function addCreditToReview(
  { creditsToReview = [] }: Lead,
  { rep, team, band, reason, at }: Extract<LedgerAdjustment, { kind: 'give_back' }>,
): NonNullable<Lead['creditsToReview']> {
  return [...creditsToReview, { rep, team, band, reason, at }];
}
