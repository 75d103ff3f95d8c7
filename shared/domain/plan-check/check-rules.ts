import type { RuleId } from '../ids.ts';
import type { Expectation } from '../plan/expectation.ts';
import type { Plan } from '../plan/plan.ts';
import { rulesInOrder } from '../routing/indexed-rules.ts';
import { type CheckedRule, checkedRuleOf, type Search, takenSurelyBy } from './checked-rule.ts';
import { askedForMql, findLateLeads, type Refutation } from './find-late-leads.ts';
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
  readonly expectations: readonly Refutation[];
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

/**
 * Checks which rules leads can reach, which overlap, and whether a lead is left that no rule takes. Exact for tests of
 * values and ranges; free text is represented by the words that the plan mentions and one that it does not.
 */
export function checkRules(plan: Plan): RuleReport {
  const rules = rulesInOrder(plan).map((rule) => checkedRuleOf(rule, plan));
  const space = leadSpaceOf(plan, [
    ...rules.map(({ takes }) => takes),
    ...plan.expect.flatMap(({ when }) => when ?? []),
    ...askedForMql(plan),
  ]);
  const search = (question: LeadQuestion) => findLead(question, space);
  return {
    rules: rules.map((rule, index) => checkRule(rule, rules.slice(0, index), search)),
    overlaps: findOverlaps(rules, search),
    gap: search({ meets: [], misses: takenSurelyBy(rules) }),
    expectations: plan.expect.map((expectation) => refute(expectation, { rules, search, plan })),
  };
}

function checkRule(rule: CheckedRule, earlier: readonly CheckedRule[], search: Search): RuleFinding {
  const id = rule.rule;
  const meets = [rule.takes];
  const reached = search({ meets, misses: takenSurelyBy(earlier) });
  if (reached.outcome === 'found') return { rule: id, verdict: 'reached', by: reached };
  if (reached.outcome === 'undecided') return { rule: id, verdict: 'undecided' };
  if (search({ meets, misses: [] }).outcome === 'none') return { rule: id, verdict: 'contradictory' };
  const alone = earlier.find(
    ({ surelyTakes }) => surelyTakes !== undefined && search({ meets, misses: [surelyTakes] }).outcome === 'none',
  );
  return { rule: id, verdict: 'shadowed', by: alone?.rule ?? 'several' };
}

/**
 * Looks for a lead that no rule takes or, where a team is expected, that a rule for another team takes first or, where it is
 * to be assigned soon, whose team comes too late.
 */
function refute(
  { when, holds }: Expectation,
  { rules, search, plan }: { readonly rules: readonly CheckedRule[]; readonly search: Search; readonly plan: Plan },
): Refutation {
  const asked = when === undefined ? [] : [when];
  const results: Refutation[] = [search({ meets: asked, misses: takenSurelyBy(rules) })];
  if (holds.kind === 'assigned') results.push(...findLateLeads({ asked, holds }, { rules, search, plan }));
  if (holds.kind === 'to') {
    rules.forEach((rule, index) => {
      const isExpected = rule.then.kind === 'assign' && rule.then.to === holds.team;
      if (!isExpected)
        results.push(search({ meets: [...asked, rule.takes], misses: takenSurelyBy(rules.slice(0, index)) }));
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
