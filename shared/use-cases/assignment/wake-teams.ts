import type { LeadId, TeamId } from '../../domain/ids.ts';
import { holdOf, type Lead, workItemOf } from '../../domain/lead/lead.ts';
import type { Deps } from '../deps.ts';

/**
 * Rings for a lead that moved: the team in whose queue it is, and every team with waiting leads whose rep freed a slot,
 * or a part of one.
 * Both are read from the lead, never from the nudge.
 */
export async function wakeTeams(
  leadId: LeadId,
  deps: Pick<Deps, 'leads' | 'reps' | 'doorbell'>,
): Promise<readonly TeamId[]> {
  const lead = await deps.leads.load(leadId);
  if (!lead) return [];
  const own = workItemOf(lead)?.team;
  const teams = new Set(own === undefined ? [] : [own]);
  const owner = holdOf(lead)?.rep;
  const everHeld =
    lead.stage.state === 'closed' && lead.stage.owner
      ? [...lead.previousHolders, lead.stage.owner]
      : lead.previousHolders;
  const freedBy = everHeld.filter((holder) => holder !== owner);
  if (owner !== undefined && mayHaveFreedSlot(lead)) freedBy.push(owner);
  for (const rep of freedBy) {
    const freed = await deps.reps.get(rep);
    for (const team of Object.keys(freed?.teams ?? {})) {
      const waiting = teams.has(team) ? undefined : await deps.leads.queue(team, { limit: 1 });
      if (waiting && waiting.items.length > 0) teams.add(team);
    }
  }
  for (const team of teams) await deps.doorbell.ring(team);
  return [...teams];
}

/** Since its owner works on it, and the plan says that it takes less room then, or as much as its deal. */
function mayHaveFreedSlot({ stage, deals }: Lead): boolean {
  return stage.state === 'working' && stage.weight > 0 && (stage.weight < 1 || deals !== undefined);
}
