import { type FollowUpEnd, type FollowUpRevision, followUpEndOf } from '../../domain/follow-up/follow-up-end.ts';
import { tokenNeededUntil } from '../../domain/follow-up/token-needed-until.ts';
import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { FollowUpExecutions } from '../../ports/follow-up-executions.ts';
import type { WaitingTask, WaitingTaskStore } from '../../ports/waiting-tasks.ts';
import { type DueStepDeps, takeDueStep } from './take-due-step.ts';

/** What wakes: the timer of one step, or an execution that goes on to wait for the next step with its token. */
export interface WakingTimer extends FollowUpRevision {
  readonly leadId: LeadId;
  readonly token?: string;
}

/** What a wake came to. `end`: why nothing is left to wait for; absent while there is. */
export interface WakeResult {
  readonly outcome: 'taken' | 'over';
  readonly end?: FollowUpEnd;
}

/** What waking needs beside taking a step. */
export interface WakeDeps extends DueStepDeps {
  readonly executions: Pick<FollowUpExecutions, 'end'>;
  readonly waitingTasks: Pick<WaitingTaskStore, 'save'>;
}

/**
 * Takes the due step of a lead when its timer wakes. A timer of an older epoch or revision takes nothing, nor does one
 * whose lead is being worked, waits or is closed. An execution with a token then waits for the next step, even if the
 * sweep was first with this one; it ends at once, saying why, when there is nothing left to wait for.
 */
export async function takeTimerStep(timer: WakingTimer, now: Instant, deps: WakeDeps): Promise<WakeResult> {
  const { leadId, epoch, revision, token } = timer;
  const lead = await deps.leads.load(leadId);
  const endBefore = followUpEndOf(lead, timer);
  const taken = lead && !endBefore ? await takeDueStep(lead, now, deps) : undefined;
  const end = endBefore ?? followUpEndOf(taken?.lead ?? lead, timer);
  const outcome = taken?.outcome === 'done' ? 'taken' : 'over';
  if (token === undefined) return { outcome, end };
  const task = { leadId, epoch, revision, token };
  return {
    outcome,
    end: end
      ? await endTask(task, end, deps)
      : await waitForNextStep(task, tokenNeededUntil(taken?.lead ?? lead, now), deps),
  };
}

/** Keeps the token, and looks at the lead once more: an answer that came meanwhile found no token to end. */
async function waitForNextStep(task: WaitingTask, until: Instant, deps: WakeDeps): Promise<FollowUpEnd | undefined> {
  await deps.waitingTasks.save(task, until);
  const end = followUpEndOf(await deps.leads.load(task.leadId), task);
  return end && endTask(task, end, deps);
}

async function endTask(task: WaitingTask, end: FollowUpEnd, deps: WakeDeps): Promise<FollowUpEnd> {
  await deps.executions.end(task.token, end);
  return end;
}
