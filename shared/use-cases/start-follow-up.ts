import type { LeadId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { sleepSeconds } from '../domain/timer.ts';
import type { FollowUps } from '../ports/follow-ups.ts';
import type { Deps } from './deps.ts';

/** Starts the timer for a lead's assignment as it stands now; one that nobody has, or that is in work, needs none. */
export async function startFollowUp(
  leadId: LeadId,
  now: Instant,
  deps: Pick<Deps, 'leads'> & { readonly followUps: FollowUps },
): Promise<'started' | 'not_needed'> {
  const lead = await deps.leads.load(leadId);
  if (lead?.stage.state !== 'assigned') return 'not_needed';
  const { stage, epoch } = lead;
  await deps.followUps.start({ leadId, epoch, revision: stage.revision }, sleepSeconds(stage, now));
  return 'started';
}
