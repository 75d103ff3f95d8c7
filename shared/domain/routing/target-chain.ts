import { ownerOf, type Relation } from '../accounts/ownership.ts';
import type { Features } from '../features.ts';
import type { QueueId, RepId, RuleId, TeamId } from '../ids.ts';
import type { Target } from '../lead/routing-decision.ts';
import { matches } from '../plan/matches.ts';
import type { Plan, RuleAction, Team } from '../plan/plan.ts';

/** A team that a rule sends the lead to. */
export interface Stop {
  readonly kind: 'stop';
  readonly team: TeamId;
  readonly rule: RuleId;
  readonly by: Extract<RuleAction, { kind: 'assign' }>;
  /** Of this team nobody but them: whom it belongs to already. */
  readonly only?: RepId | undefined;
  /** Not the rule's own choice, but who steps in for it. */
  readonly fallback: boolean;
}

/** Teams in the order in which they are tried, and the queue for a lead that none of them can take. */
export interface Chain {
  readonly stops: readonly Stop[];
  readonly queue: QueueId;
  /** The rule that names the queue. */
  readonly rule: RuleId;
}

/** Who a lead belongs to in a team where such a rep goes first: the first of these who is in it. */
const OWNERS_FIRST: Readonly<Record<NonNullable<Team['ownerFirst']>, readonly Relation[]>> = {
  territory: ['territory'],
  account: ['csm', 'account', 'deal'],
};

/** Writes a chain out as targets: each team once, before it its own rep for the lead where those go first, backups before the queue, the queue last. */
export function targetsOf(
  { stops, queue, rule }: Chain,
  { features, plan }: { readonly features: Features; readonly plan: Plan },
): readonly [Target, ...Target[]] {
  const end: Target = { kind: 'queue', queue, rule };
  const backups = backupsOf(
    stops.filter(({ only }) => only === undefined),
    plan,
  );
  const places = [...stops, ...backups].flatMap((stop) => [...ownersStop(stop, features, plan), stop]);
  const [first, ...others] = eachPlaceOnce(places).map((stop) => teamTarget(stop, features, plan));
  return first === undefined ? [end] : [first, ...others, end];
}

/** The backups of some teams and the backups' own backups, nearest first. */
function backupsOf(stops: readonly Stop[], plan: Plan): readonly Stop[] {
  const seen = new Set(stops.map(({ team }) => team));
  const found: Stop[] = [];
  const open = [...stops];
  for (let stop = open.shift(); stop !== undefined; stop = open.shift()) {
    const backup = plan.teams[stop.team]?.backup;
    if (backup === undefined || seen.has(backup)) continue;
    seen.add(backup);
    const next = { ...stop, team: backup, fallback: true };
    found.push(next);
    open.push(next);
  }
  return found;
}

/** In a team where a lead's own rep goes before any turn, that rep alone first, if they are in it. */
function ownersStop(stop: Stop, features: Features, plan: Plan): readonly Stop[] {
  const first = plan.teams[stop.team]?.ownerFirst;
  if (first === undefined || stop.only !== undefined) return [];
  const owners = OWNERS_FIRST[first].flatMap((relation) => ownerOf(relation, features) ?? []);
  const only = owners.find(({ teams }) => teams.includes(stop.team))?.rep;
  return only === undefined ? [] : [{ ...stop, only }];
}

/** Once a whole team is asked, none of it is asked alone. */
function eachPlaceOnce(stops: readonly Stop[]): readonly Stop[] {
  return stops.filter(
    ({ team, only }, index) =>
      stops.findIndex((other) => other.team === team && (other.only === only || other.only === undefined)) === index,
  );
}

/**
 * In a team that only steps in, all of `need` may be dropped, the rule's own `relax` first: nobody there was listed for
 * this rule, and a lead in somebody's hands is worth more than one in a queue.
 */
function teamTarget({ team, rule, by, only, fallback }: Stop, features: Features, plan: Plan): Target {
  const { need, priority, closed } = by;
  const relax = fallback ? [...by.relax, ...need.filter((list) => !by.relax.includes(list))] : by.relax;
  return {
    kind: 'team',
    team,
    rule,
    sla: by.sla ?? slaFor(features, plan),
    need,
    relax,
    priority,
    closed,
    ...(only !== undefined && { only }),
    ...(!fallback && by.charged === false && { charged: by.charged }),
    ...(!fallback && by.capped === false && { capped: by.capped }),
  };
}

function slaFor(features: Features, plan: Plan): string {
  const row = plan.slas.find(({ when }) => when === undefined || matches(when, features).holds);
  if (row === undefined) throw new Error('a plan has no SLA that fits every lead');
  return row.sla;
}
