import type { Instant } from '../../domain/instant.ts';
import type { FollowUpTimer } from '../../ports/follow-ups.ts';
import { type DueStepDeps, takeDueStep } from './take-due-step.ts';

/**
 * Takes the due step of a lead when its timer wakes. A timer of an older epoch or revision does nothing, nor does one
 * whose lead is being worked, waits or is closed. Each timer is for one step; the next step gets its own.
 */
export async function takeTimerStep(
  timer: Omit<FollowUpTimer, 'at'>,
  now: Instant,
  deps: DueStepDeps,
): Promise<'taken' | 'over'> {
  const lead = await deps.leads.load(timer.leadId);
  if (!lead || lead.epoch !== timer.epoch || lead.stage.state !== 'assigned') return 'over';
  if (lead.stage.revision !== timer.revision) return 'over';
  const { outcome } = await takeDueStep(lead, now, deps);
  return outcome === 'done' ? 'taken' : 'over';
}
