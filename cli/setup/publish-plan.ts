import * as z from 'zod';
import type { ApiClient } from '../api-client.ts';
import { checkPlan, formatPlanCheck } from '../plan/check.ts';
import { readPlanFile } from '../plan/read-plan.ts';

const Published = z.object({ version: z.int() });

/** What to publish. */
export interface PlanToPublish {
  readonly api: ApiClient;
  readonly file: string;
  /** Publishes a plan that does not pass its check. */
  readonly force: boolean;
  readonly say: (line: string) => void;
}

/**
 * Checks, publishes and activates a plan file.
 * @throws with every problem and its line when it is not a valid plan, and with what is wrong when it does not pass its
 * check, unless forced; nothing is published then
 */
export async function publishAndActivatePlan({ api, file, force, say }: PlanToPublish): Promise<void> {
  const { text: yaml, tables, plan } = await readPlanFile(file);
  const check = checkPlan(plan);
  if (!check.passes) {
    const found = formatPlanCheck(check, { overlaps: false });
    if (!force) throw new Error(`${found}\nMend it, or publish it as it is with --force.`);
    say(found);
  }
  const { version } = await api.call('POST', '/v1/plans', {
    body: { yaml, ...(Object.keys(tables).length > 0 && { tables }) },
    reply: Published,
  });
  await api.call('PUT', '/v1/plans/active', { body: { version }, reply: Published });
  say(`Plan ${plan.plan}: version ${version} is active`);
}
