import { turnWeightOf } from '../assignment/strategy.ts';
import type { RuleId, TeamId } from '../ids.ts';
import { ownValue } from '../own-value.ts';
import { findNearestName } from '../plan/did-you-mean.ts';
import type { Plan } from '../plan/plan.ts';
import { teamsMatchingTemplate, templateFieldsOf } from '../plan/team-template.ts';
import type { Rep } from '../team/rep.ts';
import type { TeamCoverage } from './coverage.ts';

const HOURS_OF_WEEK = 7 * 24;

/** What is wrong between a plan and its reps. None of it makes a plan invalid. */
export type RouteGap =
  /** Nobody can ever get a lead of the team. */
  | { readonly kind: 'nobody'; readonly rule: RuleId; readonly team: TeamId }
  /** The team has reps, but none of them is at work in a usual week. */
  | { readonly kind: 'away'; readonly rule: RuleId; readonly team: TeamId }
  /** A rule needs an attribute that nobody in the team has, so a lead with any value of it fits nobody. */
  | { readonly kind: 'attribute'; readonly rule: RuleId; readonly team: TeamId; readonly attribute: string }
  /** A rule that wakes others or is urgent, and in so many hours of a usual week neither is anybody at work. */
  | { readonly kind: 'asleep'; readonly rule: RuleId; readonly team: TeamId; readonly hours: number }
  /** A rep is in a team that the plan does not have. */
  | { readonly kind: 'unknown_team'; readonly rep: string; readonly team: TeamId; readonly nearest?: string };

/** Returns what the rules of a plan ask for and its reps do not give. `coverage`: that of each team. */
export function findRouteGaps(
  plan: Plan,
  { reps, coverage }: { readonly reps: readonly Rep[]; readonly coverage: readonly TeamCoverage[] },
): readonly RouteGap[] {
  const weekOf = new Map(coverage.map((one) => [one.team, one.week]));
  const rules = plan.layers.flatMap((layer) => layer.rules);
  const gaps = rules.flatMap(({ rule, then }) => {
    if (then.kind !== 'assign' || typeof then.to !== 'string') return [];
    const { need, relax, closed, priority } = then;
    const firm = need.filter((attribute) => !relax.includes(attribute));
    const names = Object.keys(plan.teams);
    const teams = templateFieldsOf(then.to).length === 0 ? [then.to] : teamsMatchingTemplate(then.to, names);
    return teams.flatMap((id): readonly RouteGap[] => {
      const team = ownValue(plan.teams, id);
      if (!team) return [];
      const members = reps.filter((rep) => rep.active && turnWeightOf(team, rep) > 0);
      if (members.length === 0) return [{ kind: 'nobody', rule, team: id }];
      if (emptyHoursOf(weekOf.get(id) ?? []) === HOURS_OF_WEEK) return [{ kind: 'away', rule, team: id }];
      const lacking = firm.filter((name) =>
        members.every(({ attributes }) => (ownValue(attributes, name)?.length ?? 0) === 0),
      );
      const awake = closed.kind === 'wake' ? [id, ...closed.teams] : [id];
      const hours = emptyHoursOf(awake.flatMap((one) => weekOf.get(one) ?? []));
      const mustBeAwake = closed.kind === 'wake' || priority === 'urgent';
      return [
        ...lacking.map((attribute): RouteGap => ({ kind: 'attribute', rule, team: id, attribute })),
        ...(mustBeAwake && hours > 0 ? [{ kind: 'asleep' as const, rule, team: id, hours }] : []),
      ];
    });
  });
  return [...gaps, ...findUnknownTeams(plan, reps)];
}

/** Counts the hours of a week at which no row of any team, seven a team from Monday, has anybody at work. */
function emptyHoursOf(rows: readonly (readonly number[])[]): number {
  const staffed = new Set(
    rows.flatMap((row, index) => row.flatMap((reps, hour) => (reps > 0 ? [(index % 7) * 24 + hour] : []))),
  );
  return HOURS_OF_WEEK - staffed.size;
}

function findUnknownTeams({ teams }: Plan, reps: readonly Rep[]): readonly RouteGap[] {
  const known = Object.keys(teams);
  return reps.flatMap((rep) =>
    Object.keys(rep.teams)
      .filter((team) => !Object.hasOwn(teams, team))
      .map((team): RouteGap => {
        const nearest = findNearestName(team, known);
        return { kind: 'unknown_team', rep: rep.id, team, ...(nearest !== undefined && { nearest }) };
      }),
  );
}
