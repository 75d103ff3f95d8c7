import type { Instant } from '../domain/instant.ts';
import { sleepSeconds } from '../domain/timer.ts';
import type { FollowUpTimer } from '../ports/follow-ups.ts';
import { type StepDeps, takeDueStep } from './take-due-step.ts';

/** Whether the timer is over, and else how many seconds it sleeps until the next step. */
export type Woken = { readonly done: true } | { readonly done: false; readonly waitSeconds: number };

/**
 * A timer woke: takes what is due for the lead, and says when to wake next. A timer of an older epoch or revision is over, and
 * so is one whose lead is being worked, waits or is closed: the sweep looks after those.
 */
export async function wakeTimer(timer: FollowUpTimer, now: Instant, deps: StepDeps): Promise<Woken> {
  const before = await deps.leads.load(timer.leadId);
  const stage = before?.stage;
  if (!before || before.epoch !== timer.epoch || stage?.state !== 'assigned') return { done: true };
  if (stage.revision !== timer.revision) return { done: true };
  const { lead } = await takeDueStep(timer.leadId, now, deps);
  if (lead?.stage.state !== 'assigned' || lead.epoch !== timer.epoch || lead.stage.seeking) return { done: true };
  return { done: false, waitSeconds: sleepSeconds(lead.stage, now) };
}
