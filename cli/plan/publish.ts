import * as z from 'zod';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import { findPlanChanges } from '../../shared/domain/plan-diff/plan-changes.ts';
import type { ApiClient } from '../api-client.ts';
import { checkPlan, formatPlanCheck } from './check.ts';
import { formatPlanDiff } from './diff-text.ts';
import type { PlanText } from './read-plan.ts';
import { formatPlanTests, type PlanTestResult } from './test-plan.ts';

const Published = z.object({ version: z.int(), proposedUntil: z.string().optional() });

/** What to publish, over what, and how far to go. */
export interface Publication {
  readonly file: PlanText;
  /** The plan in force that it is compared with; absent while none is. */
  readonly inForce?: { readonly version: number; readonly plan: Plan };
  /** Results of the file of tests, if one was given. */
  readonly tests?: readonly PlanTestResult[];
  /** Why a plan is published that fails its check or tests; absent unless forced. */
  readonly forced?: string;
  readonly dryRun: boolean;
}

/**
 * Checks a plan, shows what differs from the plan in force, asks, and publishes and activates it in one write.
 * Where two people are asked for, it is proposed instead.
 * @returns the version now in force, or proposed; undefined when nothing was published
 * @throws with what is wrong when it fails and is not forced, and {@link ApiError} 409 when another version is in force by
 * now; nothing is published then
 */
export async function publishPlan(
  { file, inForce, tests, forced, dryRun }: Publication,
  io: {
    readonly api: Pick<ApiClient, 'call'>;
    readonly say: (text: string) => void;
    readonly confirm: (question: string) => Promise<boolean>;
  },
): Promise<number | undefined> {
  const { text: yaml, tables, plan } = file;
  const { api, say, confirm } = io;
  const failed = findFailures(plan, tests);
  if (failed !== undefined) {
    if (forced === undefined)
      throw new Error(`${failed}\nNothing was published. Mend it, or publish it with --force --reason "<why>".`);
    say(failed);
  }
  say(inForce ? `Compared with version ${inForce.version}, in force:` : 'No plan is in force yet.');
  if (inForce) say(formatPlanDiff({ changes: findPlanChanges(inForce.plan, plan) }));
  say(describeChange(plan.change));
  if (dryRun) {
    say('Nothing was published (--dry-run).');
    return undefined;
  }
  if (!(await confirm(`Publish plan ${plan.plan} and put it in force?`))) {
    say('Nothing was published.');
    return undefined;
  }
  const reason = failed === undefined ? undefined : forced;
  const { version, proposedUntil } = await api.call('POST', '/v1/plans', {
    body: {
      yaml,
      ...(Object.keys(tables).length > 0 && { tables }),
      activate: { over: inForce?.version ?? 0, ...(reason !== undefined && { forced: reason }) },
    },
    reply: Published,
  });
  say(
    proposedUntil === undefined
      ? `Plan ${plan.plan}: version ${version} is in force.`
      : `Plan ${plan.plan}: version ${version} is proposed until ${proposedUntil}. Another admin: baton plan approve ${version}`,
  );
  return version;
}

/** Returns what the check and the tests found; undefined when the plan passes both. */
export function findFailures(plan: Plan, tests: readonly PlanTestResult[] = []): string | undefined {
  const check = checkPlan(plan);
  const parts = [
    ...(check.passes ? [] : [formatPlanCheck(check, { overlaps: false })]),
    ...(tests.some(({ differences }) => differences.length > 0) ? [formatPlanTests(tests)] : []),
  ];
  return parts.length === 0 ? undefined : parts.join('\n');
}

function describeChange(change: Plan['change']): string {
  if (!change) return 'The plan gives no reason: `change: {why, expect, review}` is empty.';
  const { why, expect, review } = change;
  return [`Why: ${why}`, ...(expect ? [`Expected: ${expect}`] : []), ...(review ? [`Review on: ${review}`] : [])].join(
    '\n',
  );
}
