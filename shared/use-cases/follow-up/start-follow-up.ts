import { executionStepsOf } from '../../domain/follow-up/execution-steps.ts';
import { followUpEndOf } from '../../domain/follow-up/follow-up-end.ts';
import type { LeadId } from '../../domain/ids.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { FollowUpExecution, FollowUpExecutions } from '../../ports/follow-up-executions.ts';
import type { OpenExecutions } from '../../ports/open-executions.ts';
import type { WaitingTask, WaitingTaskStore } from '../../ports/waiting-tasks.ts';
import { planOf } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';

/** What starting and ending follow-up executions needs. */
export interface FollowUpDeps extends Pick<Deps, 'plans'> {
  readonly executions: FollowUpExecutions;
  readonly waitingTasks: WaitingTaskStore;
  readonly openExecutions: OpenExecutions;
}

/** `not_started`: the account is near its limits, so the sweep takes the steps of this assignment. */
export type FollowUpOutcome = 'started' | 'not_started' | 'ended' | 'not_needed';

/** No execution is started above this share of the account's open executions, which other applications need too. */
const MAX_OPEN_SHARE = 0.8;

/**
 * Brings the executions of a lead in line with its assignment (`whole_window`): ends those that wait for deadlines of
 * the past, saying why, and starts one for the whole window of the present assignment. Idempotent; reads only the
 * stored lead.
 */
export async function startFollowUp(leadId: LeadId, deps: FollowUpDeps): Promise<FollowUpOutcome> {
  // The lead is not younger than the tokens: a token that is saved later compares numbers itself.
  const { lead, tasks } = await deps.waitingTasks.listWithLead(leadId);
  const { ended, waiting } = await endOutdated(tasks, lead, deps);
  const execution = waiting || !lead ? undefined : await executionFor(lead, deps);
  if (!execution) return ended ? 'ended' : 'not_needed';
  if (((await deps.openExecutions.share()) ?? 0) > MAX_OPEN_SHARE) return 'not_started';
  return (await deps.executions.start(execution)) === 'started' ? 'started' : 'not_started';
}

/** Ends what waits for deadlines of the past. Those that ended before are found again, and are gone. */
async function endOutdated(
  tasks: readonly WaitingTask[],
  lead: Lead | undefined,
  { executions }: Pick<FollowUpDeps, 'executions'>,
) {
  const found = { ended: false, waiting: false };
  for (const task of tasks) {
    const end = followUpEndOf(lead, task);
    if (!end) found.waiting = true;
    else if ((await executions.end(task.token, end)) === 'ended') found.ended = true;
  }
  return found;
}

async function executionFor(lead: Lead, deps: FollowUpDeps): Promise<FollowUpExecution | undefined> {
  const { id: leadId, epoch, stage } = lead;
  if (stage.state !== 'assigned' || followUpEndOf(lead, { epoch, revision: stage.revision })) return undefined;
  const plan = await planOf(lead, deps);
  const steps = plan ? executionStepsOf(lead, plan.limits) : [];
  return steps.length > 0 ? { leadId, epoch, revision: stage.revision, steps } : undefined;
}
