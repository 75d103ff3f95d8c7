import { z } from 'zod';
import { parsePlan } from '../../shared/domain/plan/compile/parse-plan.ts';
import { MAX_PROBLEMS } from '../../shared/domain/plan/plan-problem.ts';
import type { ApiClient } from '../api-client.ts';
import { readTextFile } from '../csv/decode-text.ts';

/** Publishes and activates a plan file. @throws with every problem and its line when the file is not a valid plan. */
export async function publishAndActivatePlan(options: {
  readonly api: ApiClient;
  readonly file: string;
  readonly say: (line: string) => void;
}): Promise<void> {
  const { api, file, say } = options;
  const { text: yaml } = await readTextFile(file);
  const parsed = parsePlan(yaml);
  if (!parsed.ok) {
    const lines = parsed.problem.map(({ path, line, message }) => `  ${file}:${line ?? 1} ${path}: ${message}`);
    const count =
      lines.length < MAX_PROBLEMS
        ? `${lines.length} problem(s)`
        : `many problems, of which these are the first ${MAX_PROBLEMS}`;
    throw new Error([`The plan has ${count}:`, ...lines].join('\n'));
  }
  const Published = z.object({ version: z.int() });
  const { version } = await api.call('POST', '/v1/plans', { body: { yaml }, reply: Published });
  await api.call('PUT', '/v1/plans/active', { body: { version }, reply: Published });
  say(`Plan ${parsed.value.plan}: version ${version} is active`);
}
