import { parse } from 'yaml';
import * as z from 'zod';
import { regionOf } from '../../shared/domain/enrichment/region.ts';
import type { Features, FeatureValue } from '../../shared/domain/features.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { RoutingDecision } from '../../shared/domain/lead/routing-decision.ts';
import { holdUntilMql } from '../../shared/domain/nurture/hold-until-mql.ts';
import { normaliseFields } from '../../shared/domain/plan/field-values.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import { explainRoute } from '../../shared/domain/routing/route.ts';
import { addScoreFeatures, calculateScore } from '../../shared/domain/routing/scoring.ts';
import { readTextFile } from '../csv/decode-text.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const PlanTest = z.strictObject({
  name: z.string().min(1),
  given: z.record(z.string(), z.union([scalar, z.array(scalar)])),
  expect: z
    .strictObject({
      rule: z.string(),
      outcome: z.enum(['assign', 'close', 'nurture']),
      team: z.string(),
      queue: z.string(),
      sla: z.string(),
      reason: z.string(),
      track: z.string(),
      band: z.string(),
    })
    .partial()
    .refine((expected) => Object.keys(expected).length > 0, 'expected at least one of rule, team, queue, sla …'),
});
const PlanTests = z.strictObject({ tests: z.array(PlanTest).min(1, 'expected at least one test') });
type PlanTest = z.output<typeof PlanTest>;

/** One test with what the plan decided instead, for each name that differs. */
export interface PlanTestResult {
  readonly name: string;
  readonly differences: readonly { readonly what: string; readonly expected: string; readonly decided: string }[];
  /** Rules before the one that took the lead, with the field that stopped each. */
  readonly passedOver: RoutingDecision['passedOver'];
}

/** Reads a file of tests. @throws with the place of every mistake */
export async function readPlanTests(file: string): Promise<readonly PlanTest[]> {
  const read = PlanTests.safeParse(parse((await readTextFile(file)).text, { schema: 'core' }));
  if (!read.success) throw new Error(`${file} is not a file of plan tests:\n${z.prettifyError(read.error)}`);
  return read.data.tests;
}

/** Routes the lead of a test by a plan, as if it had come `at` this moment, and compares what is decided. */
export function runPlanTest({ name, given, expect }: PlanTest, plan: Plan, at: Instant): PlanTestResult {
  const features = featuresOf(given, plan, at);
  const explained = explainRoute({ features, plan });
  const decision = { ...holdUntilMql(explained, { epoch: 0 }, features, plan), passedOver: explained.passedOver };
  const decided = summaryOf(decision, features);
  const differences = Object.entries(expect).flatMap(([what, expected]) => {
    const found = decided[what] ?? 'none';
    return expected === undefined || expected === found ? [] : [{ what, expected, decided: found }];
  });
  return { name, differences, passedOver: decision.passedOver };
}

/** Own fields are read as forms' values are; the region follows from the country; the score from all of it. */
function featuresOf(given: PlanTest['given'], plan: Plan, at: Instant): Features {
  const texts = Object.fromEntries(Object.entries(given).map(([field, value]) => [field, String(value)]));
  const { features: own } = normaliseFields(plan.fields, texts);
  const country = texts.country?.toUpperCase();
  const region = country === undefined ? undefined : regionOf(country);
  const features: Record<string, FeatureValue> = { ...(region !== undefined && { region }), ...given, ...own };
  const touches = texts.touch === undefined ? [] : [{ touch: texts.touch, at }];
  const score = calculateScore(plan.scoring, features, touches, at);
  return { ...addScoreFeatures(features, score), ...given, ...own };
}

function summaryOf(decision: RoutingDecision, features: Features): Readonly<Record<string, string | undefined>> {
  const { rule, outcome } = decision;
  const common = { rule, outcome, band: String(features.band) };
  if (decision.outcome === 'close') return { ...common, reason: decision.reason };
  if (decision.outcome === 'nurture') return { ...common, track: decision.track };
  const [first] = decision.targets;
  return first.kind === 'team' ? { ...common, team: first.team, sla: first.sla } : { ...common, queue: first.queue };
}

/** Formats the results: one line a test, and below a failed one what differs and which rules let the lead pass. */
export function formatPlanTests(results: readonly PlanTestResult[]): string {
  const lines = results.flatMap(({ name, differences, passedOver }) => {
    if (differences.length === 0) return [`✓ ${name}`];
    const why = passedOver.map(
      ({ rule, because }) => `${rule} (${typeof because === 'string' ? because : because.field})`,
    );
    return [
      `✗ ${name}`,
      ...differences.map(({ what, expected, decided }) => `    ${what}: expected ${expected}, decided ${decided}`),
      ...(why.length > 0 ? [`    passed over: ${why.join(', ')}`] : []),
    ];
  });
  const failed = results.filter(({ differences }) => differences.length > 0).length;
  return [...lines, '', `${results.length - failed} of ${results.length} tests pass.`].join('\n');
}
