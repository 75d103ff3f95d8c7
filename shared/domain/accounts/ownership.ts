import type { Features } from '../features.ts';
import type { RepId, TeamId } from '../ids.ts';
import type { Rep } from '../team/rep.ts';

/**
 * Existing ownerships that can apply to a lead, and the feature that names the owner. A second feature lists their
 * teams.
 */
export const RELATIONS = {
  account: 'account.owner',
  deal: 'account.deal_owner',
  csm: 'account.csm',
  that_lead: 'same_company_lead.owner',
  territory: 'territory.owner',
} as const;

export type Relation = keyof typeof RELATIONS;

/** Every feature that ownership fills in. */
export const RELATION_FIELDS: readonly string[] = Object.values(RELATIONS).flatMap((field) => [
  field,
  teamsField(field),
]);

/** Returns the features for an owner; empty when there is none or the rep has left. */
export function ownerFeatures(relation: Relation, rep: Pick<Rep, 'id' | 'active' | 'teams'> | undefined): Features {
  if (!rep?.active) return {};
  const field = RELATIONS[relation];
  const teams = Object.entries(rep.teams).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return { [field]: rep.id, [teamsField(field)]: teams.map(([team]) => team) };
}

/** Returns the owner by this relation, with teams by descending weight; undefined when there is none. */
export function ownerOf(
  relation: Relation,
  features: Features,
): { readonly rep: RepId; readonly teams: readonly TeamId[] } | undefined {
  const field = RELATIONS[relation];
  const [rep, teams] = [features[field], features[teamsField(field)]];
  return typeof rep === 'string' ? { rep, teams: Array.isArray(teams) ? teams : [] } : undefined;
}

function teamsField(field: string): string {
  return `${field}_teams`;
}
