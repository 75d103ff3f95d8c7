import type { TeamId } from '../ids.ts';
import { conditionToHold } from '../nurture/hold-until-mql.ts';
import type { Condition } from '../plan/condition.ts';
import type { AssignedSoon } from '../plan/expectation.ts';
import type { Plan } from '../plan/plan.ts';
import { fillTemplate, teamsMatchingTemplate, templateFieldsOf } from '../plan/team-template.ts';
import { type CheckedRule, type Search, takenSurelyBy } from './checked-rule.ts';
import type { LeadSearch } from './find-lead.ts';
import { findLongestWait, type LongestWait } from './longest-wait.ts';

/** A search for a lead that refutes something; `late`: when it comes, and how long it then waits for its team. */
export type Refutation = LeadSearch & { readonly late?: LongestWait };

interface LateQuestion {
  /** What the leads in question have in common. */
  readonly asked: readonly Condition[];
  readonly holds: AssignedSoon;
}

/** Returns what tells leads apart that wait for a score: only if the plan expects leads to be assigned soon. */
export function askedForMql(plan: Plan): readonly Condition[] {
  const held = conditionToHold(plan);
  return held !== undefined && plan.expect.some(({ holds }) => holds.kind === 'assigned') ? [held] : [];
}

/**
 * Looks for leads that a rule assigns later than expected, by the hours of its team: one search for each rule and team that
 * is too late, and one for each rule whose leads may wait until they are marketing qualified. Leads that rules close or
 * nurture are not asked about. Who owns an account is not known to a plan, so leads are taken to belong to nobody.
 */
export function findLateLeads(
  { asked, holds }: LateQuestion,
  { rules, search, plan }: { readonly rules: readonly CheckedRule[]; readonly search: Search; readonly plan: Plan },
): readonly Refutation[] {
  const held = conditionToHold(plan);
  return rules.flatMap((rule, index): readonly Refutation[] => {
    const { then } = rule;
    if (then.kind !== 'assign') return [];
    const earlier = takenSurelyBy(rules.slice(0, index));
    const waits = held === undefined ? [] : [search({ meets: [...asked, rule.takes, held], misses: earlier })];
    const late = teamsOf(rule, plan).flatMap(({ team, named }): readonly Refutation[] => {
      const longest = findLongestWait({ team, closed: then.closed }, holds, plan);
      if (longest === undefined || (longest.seconds ?? Number.POSITIVE_INFINITY) <= holds.withinSeconds) return [];
      const found = search({ meets: [...asked, rule.takes, ...named], misses: earlier });
      return [found.outcome === 'found' ? { ...found, late: longest } : found];
    });
    return [...waits, ...late];
  });
}

/** The teams that a rule names, each with the value of its template's field that names it. */
function teamsOf(
  { then }: CheckedRule,
  { teams }: Plan,
): readonly { readonly team: TeamId; readonly named: readonly Condition[] }[] {
  if (then.kind !== 'assign') return [];
  if (typeof then.to !== 'string')
    return then.otherwise.kind === 'team' ? [{ team: then.otherwise.id, named: [] }] : [];
  const template = then.to;
  const [field, ...others] = templateFieldsOf(template);
  if (field === undefined) return [{ team: template, named: [] }];
  return teamsMatchingTemplate(template, Object.keys(teams)).map((team) => ({
    team,
    named:
      others.length > 0
        ? []
        : [{ kind: 'field', field, test: { op: 'in', values: [valueNaming(team, template, field)] } }],
  }));
}

function valueNaming(team: TeamId, template: string, field: string): string {
  const [before = '', after = ''] = template.split(`{${field}}`);
  const value = team.slice(before.length, team.length - after.length);
  return fillTemplate(template, { [field]: value }) === team ? value : team;
}
