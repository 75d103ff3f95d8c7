import type { Condition } from '../plan/condition.ts';
import type { Plan } from '../plan/plan.ts';
import { fillTemplate, templateFieldsOf } from '../plan/team-template.ts';
import type { RuleInLayer } from '../routing/indexed-rules.ts';
import type { LeadQuestion, LeadSearch } from './find-lead.ts';

/** Looks for a lead among those that the plan tells apart. */
export type Search = (question: LeadQuestion) => LeadSearch;

/** A rule, which leads it can take, and which it takes whatever else is known of them. */
export interface CheckedRule extends RuleInLayer {
  readonly takes: Condition;
  /** Undefined when accounts or territories decide, which the plan does not know. */
  readonly surelyTakes: Condition | undefined;
}

/** Returns what some rules take, whatever else is known of a lead. */
export function takenSurelyBy(rules: readonly CheckedRule[]): readonly Condition[] {
  return rules.flatMap(({ surelyTakes }) => surelyTakes ?? []);
}

/** Returns a rule with the leads that it takes, as far as a plan alone can tell. */
export function checkedRuleOf(rule: RuleInLayer, plan: Plan): CheckedRule {
  const { when, then } = rule;
  if (then.kind !== 'assign') return { ...rule, takes: when, surelyTakes: when };
  if (typeof then.to !== 'string') {
    const takesAll = then.otherwise.kind === 'team';
    return { ...rule, takes: when, surelyTakes: takesAll ? when : undefined };
  }
  const [field, ...others] = templateFieldsOf(then.to);
  if (field === undefined) return { ...rule, takes: when, surelyTakes: when };
  if (others.length > 0) return { ...rule, takes: when, surelyTakes: undefined };
  const takes: Condition = { kind: 'all', of: [when, fieldNamingTeam(then.to, field, plan)] };
  return { ...rule, takes, surelyTakes: takes };
}

/** The values of a template's field by which it names a team of the plan. */
function fieldNamingTeam(template: string, field: string, plan: Plan): Condition {
  const literals = template.split(`{${field}}`);
  const [before = '', after = ''] = literals;
  const values = Object.keys(plan.teams)
    .map((team) => team.slice(before.length, team.length - after.length))
    .filter((value) => value !== '' && Object.hasOwn(plan.teams, fillTemplate(template, { [field]: value }) ?? ''));
  return { kind: 'field', field, test: { op: 'in', values } };
}
