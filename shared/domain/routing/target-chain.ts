import type { Features } from '../features.ts';
import type { QueueId, RuleId, TeamId } from '../ids.ts';
import { matches } from '../plan/matches.ts';
import type { Plan, RuleAction } from '../plan/plan.ts';
import type { Target } from './target.ts';

/** A team that a rule sends the lead to. */
export interface Stop {
  readonly kind: 'stop';
  readonly team: TeamId;
  readonly rule: RuleId;
  readonly by: Extract<RuleAction, { kind: 'assign' }>;
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

/** Writes a chain out as targets: each team once, backups before the queue, the queue last. */
export function targetsOf(
  { stops, queue, rule }: Chain,
  { features, plan }: { readonly features: Features; readonly plan: Plan },
): readonly [Target, ...Target[]] {
  const end: Target = { kind: 'queue', queue, rule };
  const [first, ...others] = eachTeamOnce([...stops, ...backupsOf(stops, plan)]).map((stop) =>
    teamTarget(stop, features, plan),
  );
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

function eachTeamOnce(stops: readonly Stop[]): readonly Stop[] {
  return stops.filter(({ team }, index) => stops.findIndex((other) => other.team === team) === index);
}

/**
 * In a team that only steps in, all of `need` may be dropped, the rule's own `relax` first: nobody there was listed for
 * this rule, and a lead in somebody's hands is worth more than one in a queue.
 */
function teamTarget({ team, rule, by, fallback }: Stop, features: Features, plan: Plan): Target {
  const { need, priority, closed } = by;
  const relax = fallback ? [...by.relax, ...need.filter((list) => !by.relax.includes(list))] : by.relax;
  return { kind: 'team', team, rule, sla: by.sla ?? slaFor(features, plan), need, relax, priority, closed };
}

function slaFor(features: Features, plan: Plan): string {
  const row = plan.slas.find(({ when }) => when === undefined || matches(when, features).holds);
  if (row === undefined) throw new Error('a plan has no SLA that fits every lead');
  return row.sla;
}
