import type { Instant } from '../../domain/instant.ts';
import type { FollowUpTimer } from '../../ports/follow-ups.ts';
import { type StepDeps, takeDueStep } from './take-due-step.ts';

/**
 * A timer woke: takes what is due for the lead. A timer of an older epoch or revision does nothing, and so does one whose lead is
 * being worked, waits or is closed. It is for one step: what comes next gets a timer of its own.
 */
export async function wakeTimer(
  timer: Omit<FollowUpTimer, 'at'>,
  now: Instant,
  deps: StepDeps,
): Promise<'taken' | 'over'> {
  const lead = await deps.leads.load(timer.leadId);
  if (!lead || lead.epoch !== timer.epoch || lead.stage.state !== 'assigned') return 'over';
  if (lead.stage.revision !== timer.revision) return 'over';
  const { outcome } = await takeDueStep(timer.leadId, now, deps);
  return outcome === 'done' ? 'taken' : 'over';
}
