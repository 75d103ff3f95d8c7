import type { Expectation } from '../../shared/domain/plan/expectation.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import { failuresOf } from '../../shared/domain/plan-check/check-failures.ts';
import { checkRules, type RuleFinding, type RuleReport } from '../../shared/domain/plan-check/check-rules.ts';
import type { Refutation } from '../../shared/domain/plan-check/find-late-leads.ts';
import type { LeadSearch } from '../../shared/domain/plan-check/find-lead.ts';
import { describeLead, formatWeekTime } from './describe-lead.ts';

/** What a check of a plan file found. */
export interface PlanCheck {
  readonly plan: Plan;
  readonly report: RuleReport;
  /** True when every rule can be reached and no expectation is refuted. */
  readonly passes: boolean;
}

/** Checks a plan without any environment. */
export function checkPlan(plan: Plan): PlanCheck {
  const report = checkRules(plan);
  return { plan, report, passes: failuresOf(report).length === 0 };
}

/** Formats a check for people: what is wrong first, each with a lead that shows it. */
export function formatPlanCheck({ plan, report, passes }: PlanCheck, options: { readonly overlaps: boolean }): string {
  const { rules, overlaps, gap } = report;
  const problems = rules.flatMap(describeProblem);
  const lines = [
    ...problems,
    ...plan.expect.map((_, index) => describeExpectation(index, report.expectations[index], plan)),
    describeGap(gap, plan),
    ...(options.overlaps
      ? overlaps.map(
          ({ first, second, layer, lead }) =>
            `· ${first} and ${second} (${layer}) both match, the first wins: ${describeLead(lead)}`,
        )
      : overlaps.length > 0
        ? [`· ${overlaps.length} pairs of rules share leads; --overlaps lists them`]
        : []),
  ];
  const reached = rules.filter(({ verdict }) => verdict === 'reached').length;
  const closing = `${reached} of ${rules.length} rules can be reached. ${passes ? 'The plan passes.' : 'The plan does not pass.'}`;
  return [...lines, '', closing].join('\n');
}

function describeProblem(finding: RuleFinding): readonly string[] {
  switch (finding.verdict) {
    case 'reached':
      return [];
    case 'undecided':
      return [`? ${finding.rule}: it is too complex to say whether a lead can reach it`];
    case 'contradictory':
      return [`✗ ${finding.rule}: no lead can match it, its tests exclude each other`];
    case 'shadowed':
      return finding.by === 'several'
        ? [`✗ ${finding.rule}: no lead reaches it, the rules before it together take all of its leads`]
        : [`✗ ${finding.rule}: no lead reaches it, ${finding.by} takes all of its leads`];
  }
}

function describeExpectation(index: number, result: Refutation | undefined, plan: Plan): string {
  const name = `expect[${index}]`;
  if (result?.outcome === 'none') return `✓ ${name}: proved`;
  if (result?.outcome === 'found')
    return `✗ ${name}: refuted by ${describeLead(result)}${describeWait(result.late, plan.expect[index])}`;
  return `? ${name}: it is too complex to be decided`;
}

function describeWait(late: Refutation['late'], expectation: Expectation | undefined): string {
  if (!late || expectation?.holds.kind !== 'assigned') return '';
  const when = `if it comes on ${formatWeekTime(late.at, expectation.holds.zone)}`;
  if (late.seconds === undefined) return `, ${when}: ${late.team} never opens`;
  return `, ${when}: ${late.team} opens after ${formatHours(late.seconds)}`;
}

function formatHours(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours}h` : '', rest > 0 ? `${rest}m` : ''].filter((part) => part !== '').join(' ');
}

function describeGap(gap: LeadSearch, { otherwise }: Plan): string {
  if (gap.outcome === 'none') return '✓ a rule takes every lead';
  if (gap.outcome === 'found') return `· no rule takes, and ${otherwise} gets: ${describeLead(gap)}`;
  return '? it is too complex to say whether a rule takes every lead';
}
