import type { Features } from '../features.ts';
import type { RepId, TeamId } from '../ids.ts';
import { ownValue } from '../own-value.ts';

/** What of a rep decides whether they can own an account's leads. */
export interface PossibleOwner {
  readonly id: RepId;
  /** False once they have left. */
  readonly active: boolean;
  /** Their teams, each with their weight in it. */
  readonly teams: Readonly<Record<TeamId, number>>;
}

/**
 * Existing ownerships that can apply to a lead, and the feature that names the owner. A second feature lists their
 * teams.
 */
export const OWNERSHIP_FEATURES = {
  account: 'account.owner',
  deal: 'account.deal_owner',
  csm: 'account.csm',
  that_lead: 'same_company_lead.owner',
  territory: 'territory.owner',
} as const;

export type Ownership = keyof typeof OWNERSHIP_FEATURES;

/** Every feature that ownership fills in. */
export const OWNERSHIP_FIELDS: readonly string[] = Object.values(OWNERSHIP_FEATURES).flatMap((field) => [
  field,
  teamsFieldOf(field),
]);

/** Returns the features for an owner; empty when there is none or the rep has left. */
export function ownerFeaturesOf(relation: Ownership, rep: PossibleOwner | undefined): Features {
  if (!rep?.active) return {};
  const field = OWNERSHIP_FEATURES[relation];
  return { [field]: rep.id, [teamsFieldOf(field)]: teamsByWeight(rep.teams) };
}

/**
 * Returns who takes over the accounts of a rep who has left: the manager of the team in which they had the largest weight.
 * Undefined while they are here, and for a rep without a team of the plan.
 */
export function accountHeirOf(
  { active, teams }: Pick<PossibleOwner, 'active' | 'teams'>,
  planned: Readonly<Record<TeamId, { readonly manager: RepId }>>,
): RepId | undefined {
  const [main] = active ? [] : teamsByWeight(teams).filter((team) => Object.hasOwn(planned, team));
  return main === undefined ? undefined : planned[main]?.manager;
}

/** Returns the owner by this relation, with teams by descending weight; undefined when there is none. */
export function relatedOwnerOf(
  relation: Ownership,
  features: Features,
): { readonly rep: RepId; readonly teams: readonly TeamId[] } | undefined {
  const field = OWNERSHIP_FEATURES[relation];
  const [rep, teams] = [ownValue(features, field), ownValue(features, teamsFieldOf(field))];
  return typeof rep === 'string' ? { rep, teams: Array.isArray(teams) ? teams : [] } : undefined;
}

/** Returns the teams of a rep, those with the largest weight first. */
export function teamsByWeight(teams: PossibleOwner['teams']): readonly TeamId[] {
  return Object.entries(teams)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([team]) => team);
}

function teamsFieldOf(field: string): string {
  return `${field}_teams`;
}
