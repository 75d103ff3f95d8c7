import { type Ownership, relatedOwnerOf } from '../accounts/ownership.ts';
import type { Features } from '../features.ts';
import type { QueueId, RepId, RuleId, TeamId } from '../ids.ts';
import type { Target } from '../lead/routing-decision.ts';
import { ownValue } from '../own-value.ts';
import { matchCondition } from '../plan/matches.ts';
import type { Plan } from '../plan/plan.ts';
import type { RuleAction } from '../plan/rule.ts';
import type { Team } from '../plan/team.ts';

/** A team that a rule sends the lead to. */
export interface TeamStop {
  readonly kind: 'stop';
  readonly team: TeamId;
  readonly rule: RuleId;
  readonly action: Extract<RuleAction, { kind: 'assign' }>;
  /** The only rep of this team who can get the lead: its current owner. */
  readonly only?: RepId | undefined;
  /** True for a team that steps in for the rule's own choice. */
  readonly fallback: boolean;
}

/** Teams in the order in which they are tried, and the review queue for a lead that none of them can take. */
export interface TargetChain {
  readonly stops: readonly TeamStop[];
  readonly queue: QueueId;
  /** The rule that names the queue. */
  readonly rule: RuleId;
}

/** The ownerships to look at for `ownerFirst`, in order. The first owner who is in the team gets the lead. */
const OWNERSHIPS_BY_SETTING: Readonly<Record<NonNullable<Team['ownerFirst']>, readonly Ownership[]>> = {
  territory: ['territory'],
  account: ['csm', 'account', 'deal'],
};

/**
 * Expands a chain to targets: each team once, preceded by its own rep for the lead where owners go first, then the
 * backups, and the review queue last.
 */
export function chainToTargets(
  { stops, queue, rule }: TargetChain,
  { features, plan }: { readonly features: Features; readonly plan: Plan },
): readonly [Target, ...Target[]] {
  const end: Target = { kind: 'queue', queue, rule };
  const backups = findBackups(
    stops.filter(({ only }) => only === undefined),
    plan,
  );
  const places = [...stops, ...backups].flatMap((stop) => [...ownerStopsOf(stop, features, plan), stop]);
  const [first, ...others] = removeDuplicateStops(places).map((stop) => stopToTarget(stop, features, plan));
  return first === undefined ? [end] : [first, ...others, end];
}

/** Returns the backups of some teams and the backups of those backups, closest first. */
function findBackups(stops: readonly TeamStop[], plan: Plan): readonly TeamStop[] {
  const seen = new Set(stops.map(({ team }) => team));
  const found: TeamStop[] = [];
  const open = [...stops];
  for (let stop = open.shift(); stop !== undefined; stop = open.shift()) {
    const backup = ownValue(plan.teams, stop.team)?.backup;
    if (backup === undefined || seen.has(backup)) continue;
    seen.add(backup);
    const next = { ...stop, team: backup, fallback: true };
    found.push(next);
    open.push(next);
  }
  return found;
}

/** Returns a stop for the lead's own rep alone, if the team offers leads to owners first and that rep is in it. */
function ownerStopsOf(stop: TeamStop, features: Features, plan: Plan): readonly TeamStop[] {
  const first = ownValue(plan.teams, stop.team)?.ownerFirst;
  if (first === undefined || stop.only !== undefined) return [];
  const owners = OWNERSHIPS_BY_SETTING[first].flatMap((relation) => relatedOwnerOf(relation, features) ?? []);
  const only = owners.find(({ teams }) => teams.includes(stop.team))?.rep;
  return only === undefined ? [] : [{ ...stop, only }];
}

/** Drops repeated stops, and stops for a single rep that come after a stop for the rep's whole team. */
function removeDuplicateStops(stops: readonly TeamStop[]): readonly TeamStop[] {
  return stops.filter(
    ({ team, only }, index) =>
      stops.findIndex((other) => other.team === team && (other.only === only || other.only === undefined)) === index,
  );
}

/**
 * Converts a stop to a target. A fallback team may drop all of `need`, starting with the rule's own `relax`: its reps
 * were not set up for this rule, and a lead is better off with a rep than in a review queue.
 */
function stopToTarget({ team, rule, action: by, only, fallback }: TeamStop, features: Features, plan: Plan): Target {
  const { need, priority, closed } = by;
  const relax = fallback ? [...by.relax, ...need.filter((list) => !by.relax.includes(list))] : by.relax;
  return {
    kind: 'team',
    team,
    rule,
    sla: by.sla ?? slaNameFor(features, plan),
    need,
    relax,
    priority,
    closed,
    ...(only !== undefined && { only }),
    ...(!fallback && by.charged === false && { charged: by.charged }),
    ...(!fallback && by.capped === false && { capped: by.capped }),
  };
}

function slaNameFor(features: Features, plan: Plan): string {
  const row = plan.slas.find(({ when }) => when === undefined || matchCondition(when, features).holds);
  if (row === undefined) throw new Error('a plan has no SLA that fits every lead');
  return row.sla;
}
