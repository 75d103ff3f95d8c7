import { type GuardedRoute, scopeFor } from '../../shared/api/access.ts';
import { canSeeLead, placeOfLead, type Visibility, visibilityOf } from '../../shared/domain/access/visibility.ts';
import type { LeadId } from '../../shared/domain/ids.ts';
import type { Lead } from '../../shared/domain/lead/lead.ts';
import type { Principal } from '../../shared/runtime/auth/principal.ts';
import { type Problem, problem } from '../../shared/runtime/http/problem.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { NO_SUCH_LEAD, NOT_YOUR_LEAD } from './api-problems.ts';

/** The rep is in no team of the manager who calls, or is somebody else than the rep who calls. */
export const NOT_YOUR_REP = problem('forbidden', 'This rep is in none of your teams.');
/** The team has another manager. */
export const NOT_YOUR_TEAM = problem('forbidden', 'This team is not yours.');

/** Returns what a caller sees on a route, by the table of access and the active plan. */
export async function visibilityFor(
  route: GuardedRoute,
  { role, repId }: Pick<Principal, 'role' | 'repId'>,
  deps: Pick<Deps, 'plans'>,
): Promise<Visibility> {
  const scope = scopeFor(route, role);
  if (scope === undefined) throw new Error('a role was let in that the table of access does not let in');
  const plan = scope === 'teams' && repId !== undefined ? (await deps.plans.active())?.plan : undefined;
  return visibilityOf({ scope, person: repId }, plan);
}

/** Loads a lead that the caller may see, or returns why not. */
export async function loadVisibleLead(
  id: LeadId,
  visibility: Visibility,
  deps: Pick<Deps, 'leads'>,
): Promise<{ readonly lead: Lead } | { readonly problem: Problem<'not-found' | 'forbidden'> }> {
  const lead = await deps.leads.load(id);
  if (!lead) return { problem: NO_SUCH_LEAD };
  return canSeeLead(visibility, placeOfLead(lead)) ? { lead } : { problem: NOT_YOUR_LEAD };
}
