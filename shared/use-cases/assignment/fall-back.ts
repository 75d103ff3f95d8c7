import { decideNextTarget, isTeamsTimeRunning, type UnassignedOutcome } from '../../domain/assignment/next-target.ts';
import { buildReviewQueueStage, buildWaitingStage, fallBackAtOf } from '../../domain/follow-up/queue-stages.ts';
import type { Instant } from '../../domain/instant.ts';
import { addPreviousHolder, holdOf, type Lead, workItemOf } from '../../domain/lead/lead.ts';
import type { Target } from '../../domain/lead/routing-decision.ts';
import type { SharedWait, Stage, WaitingInTeamQueue } from '../../domain/lead/stage.ts';
import { type Transition, transition } from '../../domain/lead/transition.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Deps } from '../deps.ts';
import { saveTransition } from '../save-transition.ts';
import { planOf } from './assignment-terms.ts';
import { findTeamToWake } from './team-to-wake.ts';

type FallBackDeps = Pick<Deps, 'leads' | 'plans' | 'reps' | 'newId'>;

/**
 * Moves on a lead that nobody in its team can take now: it stays with a new date, or tries the next target of its
 * route.
 * @returns whether anything was saved; a lead known to wait for a date still to come is left alone.
 */
export async function fallBack(unplaced: UnassignedOutcome, deps: FallBackDeps): Promise<boolean> {
  const result = await saveTransition<'unchanged'>(
    unplaced.lead,
    async (lead) => {
      const plan = await planOf(lead, deps);
      if (!plan || workItemOf(lead)?.team !== unplaced.team) return { refused: 'unchanged' };
      const wake = await findTeamToWake(lead, unplaced, deps);
      const next = decideNextTarget(lead, { ...unplaced, ...(wake && { wake }) });
      if (next.kind === 'leave_alone') return { refused: 'unchanged' };
      const make = { lead, plan, unplaced, eventId: deps.newId() };
      return {
        change:
          next.kind === 'hold'
            ? holdLead({ ...make, until: next.until })
            : moveToNextTarget({ ...make, target: next.target, index: next.index }),
      };
    },
    deps,
  );
  return result.outcome === 'done';
}

/**
 * Moves a lead that the system may not assign to the catch-all queue for a person to look at: the store rejects its
 * content, the contact cap of its person is reached, or too many reps have refused it.
 */
export async function sendToCatchAll(
  {
    lead: id,
    team,
    now,
    because,
  }: Pick<UnassignedOutcome, 'lead' | 'team' | 'now'> & {
    readonly because: 'refused_by_store' | 'contacts' | 'refusals';
  },
  deps: Omit<FallBackDeps, 'reps'>,
): Promise<void> {
  await saveTransition<'unchanged'>(
    id,
    async (lead) => {
      const plan = await planOf(lead, deps);
      if (!plan || workItemOf(lead)?.team !== team) return { refused: 'unchanged' };
      return {
        change: sendToReviewQueue(lead, buildReviewQueueStage(plan, { now, because }), { now, eventId: deps.newId() }),
      };
    },
    deps,
  );
}

interface FallBackContext {
  readonly lead: Lead;
  readonly plan: Plan;
  readonly unplaced: UnassignedOutcome;
  readonly eventId: string;
}

function holdLead({ lead, plan, unplaced, eventId, until }: FallBackContext & { readonly until: Instant }): Transition {
  const { team, because, now } = unplaced;
  const { stage } = lead;
  // While the team is closed, its time with the lead has not started; it starts when the team opens.
  const fallBackAfterOpening = isTeamsTimeRunning(unplaced) ? '' : fallBackAtOf(lead, plan, until);
  const dates = (fallBackAt: Instant) => ({
    lookAgainAt: until,
    fallBackAt: fallBackAfterOpening > fallBackAt ? fallBackAfterOpening : fallBackAt,
  });
  const later: Stage =
    stage.state === 'assigned' && stage.seeking
      ? { ...stage, seeking: { ...stage.seeking, ...dates(stage.seeking.fallBackAt) } }
      : stage.state === 'waiting' && stage.place === 'team'
        ? { ...stage, because, sharedWait: sharedWaitAfter(stage, unplaced), ...dates(stage.fallBackAt) }
        : stage;
  return transition(lead, { type: 'LeadHeld', data: { team, because }, at: now, eventId, stage: later });
}

/** Shares are remembered while the team is closed, so that the next day gives nobody a second one. */
function sharedWaitAfter(
  stage: WaitingInTeamQueue,
  { because, sharedWait }: UnassignedOutcome,
): SharedWait | undefined {
  return because === 'all_closed' ? stage.sharedWait : sharedWait;
}

function moveToNextTarget(
  options: FallBackContext & { readonly target: Target | undefined; readonly index: number },
): Transition {
  const { lead, plan, unplaced, eventId, target, index } = options;
  const { team: from, because, now } = unplaced;
  // The new team has not tried it yet. Of an import list, it looks only at a first lead that it has not tried.
  const isUntried = target?.kind === 'team' && workItemOf(lead)?.importList !== undefined;
  const stage = target
    ? buildWaitingStage(lead, plan, { target, now, because: isUntried ? 'queued' : because })
    : buildReviewQueueStage(plan, { now, because });
  const routing = lead.routing && { ...lead.routing, target: index };
  if (stage.place === 'queue') return sendToReviewQueue(lead, stage, { now, eventId });
  const { workItem, lookAgainAt, fallBackAt } = stage;
  const kept: Stage =
    lead.stage.state === 'assigned' ? { ...lead.stage, seeking: { workItem, lookAgainAt, fallBackAt } } : stage;
  return transition(lead, {
    type: 'LeadFellBack',
    data: { from, team: stage.workItem.team, because },
    at: now,
    eventId,
    stage: kept,
    patch: { routing },
  });
}

function sendToReviewQueue(
  lead: Lead,
  stage: ReturnType<typeof buildReviewQueueStage>,
  at: { readonly now: Instant; readonly eventId: string },
): Transition {
  const rep = holdOf(lead)?.rep;
  return transition(lead, {
    type: 'LeadSentToQueue',
    data: { queue: stage.queue, because: stage.because, rep },
    at: at.now,
    eventId: at.eventId,
    stage,
    patch: { previousHolders: addPreviousHolder(lead, rep) },
  });
}
