import type { RuleId } from '../ids.ts';
import type { Condition } from '../plan/condition.ts';
import type { Expectation } from '../plan/expectation.ts';
import type { Plan } from '../plan/plan.ts';
import { fillTemplate, templateFieldsOf } from '../plan/team-template.ts';
import { type RuleInLayer, rulesInOrder } from '../routing/indexed-rules.ts';
import { type FoundLead, findLead, type LeadQuestion, type LeadSearch } from './find-lead.ts';
import { leadSpaceOf } from './lead-space.ts';

/** What is known about a plan's rules without any lead. */
export interface RuleReport {
  readonly rules: readonly RuleFinding[];
  /** Rules of one layer that share leads, where neither takes all leads of the other: their order alone decides. */
  readonly overlaps: readonly RuleOverlap[];
  /** A lead that no rule takes; `none` if every lead is taken. */
  readonly gap: LeadSearch;
  /** For each of the plan's `expect`, in order: a lead that refutes it; `none` if it is proved. */
  readonly expectations: readonly LeadSearch[];
}

/** Whether leads can reach a rule. */
export type RuleFinding = { readonly rule: RuleId } & (
  | { readonly verdict: 'reached'; readonly by: FoundLead }
  /** Its own tests exclude each other. */
  | { readonly verdict: 'contradictory' }
  /** Rules before it take all of its leads: one alone, or several together. */
  | { readonly verdict: 'shadowed'; readonly by: RuleId | 'several' }
  | { readonly verdict: 'undecided' }
);

/** Two rules and a lead that both would take. */
export interface RuleOverlap {
  readonly first: RuleId;
  readonly second: RuleId;
  readonly layer: string;
  readonly lead: FoundLead;
}

/** A rule, which leads it can take, and which it takes whatever else is known of them. */
interface CheckedRule extends RuleInLayer {
  readonly takes: Condition;
  /** Undefined when accounts or territories decide, which the plan does not know. */
  readonly surelyTakes: Condition | undefined;
}

/**
 * Checks which rules leads can reach, which overlap, and whether a lead is left that no rule takes. Exact for tests of
 * values and ranges; free text is represented by the words that the plan mentions and one that it does not.
 */
export function checkRules(plan: Plan): RuleReport {
  const rules = rulesInOrder(plan).map((rule) => checkedRuleOf(rule, plan));
  const space = leadSpaceOf(plan, [
    ...rules.map(({ takes }) => takes),
    ...plan.expect.flatMap(({ when }) => when ?? []),
  ]);
  const search = (question: LeadQuestion) => findLead(question, space);
  return {
    rules: rules.map((rule, index) => checkRule(rule, rules.slice(0, index), search)),
    overlaps: findOverlaps(rules, search),
    gap: search({ meets: [], misses: rules.flatMap(({ surelyTakes }) => surelyTakes ?? []) }),
    expectations: plan.expect.map((expectation) => refute(expectation, rules, search)),
  };
}

type Search = (question: LeadQuestion) => LeadSearch;

function checkRule(rule: CheckedRule, earlier: readonly CheckedRule[], search: Search): RuleFinding {
  const id = rule.rule;
  const meets = [rule.takes];
  const reached = search({ meets, misses: earlier.flatMap(({ surelyTakes }) => surelyTakes ?? []) });
  if (reached.outcome === 'found') return { rule: id, verdict: 'reached', by: reached };
  if (reached.outcome === 'undecided') return { rule: id, verdict: 'undecided' };
  if (search({ meets, misses: [] }).outcome === 'none') return { rule: id, verdict: 'contradictory' };
  const alone = earlier.find(
    ({ surelyTakes }) => surelyTakes !== undefined && search({ meets, misses: [surelyTakes] }).outcome === 'none',
  );
  return { rule: id, verdict: 'shadowed', by: alone?.rule ?? 'several' };
}

/** Looks for a lead that no rule takes or, where a team is expected, that a rule for another team takes first. */
function refute({ when, holds }: Expectation, rules: readonly CheckedRule[], search: Search): LeadSearch {
  const asked = when === undefined ? [] : [when];
  const missesAll = (some: readonly CheckedRule[]) => some.flatMap(({ surelyTakes }) => surelyTakes ?? []);
  const results = [search({ meets: asked, misses: missesAll(rules) })];
  if (holds.kind === 'to') {
    rules.forEach((rule, index) => {
      const isExpected = rule.then.kind === 'assign' && rule.then.to === holds.team;
      if (!isExpected)
        results.push(search({ meets: [...asked, rule.takes], misses: missesAll(rules.slice(0, index)) }));
    });
  }
  return (
    results.find(({ outcome }) => outcome === 'found') ??
    results.find(({ outcome }) => outcome === 'undecided') ?? { outcome: 'none' }
  );
}

function findOverlaps(rules: readonly CheckedRule[], search: Search): readonly RuleOverlap[] {
  return rules.flatMap((second, index) =>
    rules.slice(0, index).flatMap((first): readonly RuleOverlap[] => {
      if (first.layer !== second.layer || isSameAction(first, second)) return [];
      const both = search({ meets: [first.takes, second.takes], misses: [] });
      if (both.outcome !== 'found') return [];
      const isAlone = (one: CheckedRule, other: CheckedRule) =>
        search({ meets: [one.takes], misses: [other.takes] }).outcome === 'found';
      if (!isAlone(first, second) || !isAlone(second, first)) return [];
      return [{ first: first.rule, second: second.rule, layer: first.layer, lead: both }];
    }),
  );
}

function isSameAction({ then: one }: CheckedRule, { then: other }: CheckedRule): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function checkedRuleOf(rule: RuleInLayer, plan: Plan): CheckedRule {
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
