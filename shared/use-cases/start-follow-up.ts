import type { LeadId } from '../domain/ids.ts';
import type { FollowUps } from '../ports/follow-ups.ts';
import type { Deps } from './deps.ts';

/** Starts the timer for a lead's assignment as it stands now; one that nobody has, or that is in work, needs none. */
export async function startFollowUp(
  leadId: LeadId,
  deps: Pick<Deps, 'leads'> & { readonly followUps: FollowUps },
): Promise<'started' | 'not_needed'> {
  const lead = await deps.leads.load(leadId);
  if (lead?.stage.state !== 'assigned') return 'not_needed';
  await deps.followUps.start({ leadId, epoch: lead.epoch, revision: lead.stage.revision });
  return 'started';
}
