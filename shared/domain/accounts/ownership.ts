import type { Features } from '../features.ts';
import type { RepId, TeamId } from '../ids.ts';
import type { Rep } from '../team/rep.ts';

/** Who a lead may belong to already, and the feature that says who that is. Their teams stand beside it. */
export const RELATIONS = {
  account: 'account.owner',
  deal: 'account.deal_owner',
  csm: 'account.csm',
  that_lead: 'same_company_lead.owner',
  territory: 'territory.owner',
} as const;

export type Relation = keyof typeof RELATIONS;

/** Every feature that the relations fill in. */
export const RELATION_FIELDS: readonly string[] = Object.values(RELATIONS).flatMap((field) => [
  field,
  teamsField(field),
]);

/** What routing knows of the one a lead belongs to; nothing when there is nobody or they have left. */
export function ownerFeatures(relation: Relation, rep: Pick<Rep, 'id' | 'active' | 'teams'> | undefined): Features {
  if (!rep?.active) return {};
  const field = RELATIONS[relation];
  const teams = Object.entries(rep.teams).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return { [field]: rep.id, [teamsField(field)]: teams.map(([team]) => team) };
}

/** Whom a lead belongs to by this relation, with their teams, that of the largest weight first; undefined when to nobody. */
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
