import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { parsePlan } from '../../shared/domain/plan/compile/parse-plan.ts';
import type { ApiClient } from '../api-client.ts';

/** Publishes and activates a plan file. @throws with every problem and its line when the file is not a valid plan. */
export async function publishAndActivatePlan(options: {
  readonly api: ApiClient;
  readonly file: string;
  readonly say: (line: string) => void;
}): Promise<void> {
  const { api, file, say } = options;
  const yaml = await readFile(file, 'utf8');
  const parsed = parsePlan(yaml);
  if (!parsed.ok) {
    const lines = parsed.problem.map(({ path, line, message }) => `  ${file}:${line ?? 1} ${path}: ${message}`);
    throw new Error([`The plan has ${lines.length} problem(s):`, ...lines].join('\n'));
  }
  const Published = z.object({ version: z.int() });
  const { version } = await api.call('POST', '/v1/plans', { body: { yaml }, reply: Published });
  await api.call('PUT', '/v1/plans/active', { body: { version }, reply: Published });
  say(`Plan ${parsed.value.plan}: version ${version} is active`);
}
