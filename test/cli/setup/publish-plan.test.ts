import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type * as z from 'zod';
import type { ApiClient } from '../../../cli/api-client.ts';
import { publishAndActivatePlan } from '../../../cli/setup/publish-plan.ts';
import { edited, PLAN_TEXT } from '../../domain/plan/plan-text.ts';

const UNREACHABLE = edited('{employees: 1000+}', '{employees: 1000+, score: ">= 200"}');

async function publish(text: string, { force = false } = {}) {
  const file = join(await mkdtemp(join(tmpdir(), 'baton-plan-')), 'plan.yaml');
  await writeFile(file, text);
  const calls: string[] = [];
  const said: string[] = [];
  const api: ApiClient = {
    url: 'http://baton.example',
    call: async <Body>(method: string, path: string, { reply }: { reply: z.ZodType<Body> }) => {
      calls.push(`${method} ${path}`);
      return reply.parse({ version: 3 });
    },
  };
  const done = publishAndActivatePlan({ api, file, force, say: (line) => said.push(line) });
  return { done, calls, said };
}

it('publishes a plan that passes its check, and puts it in force', async () => {
  const { done, calls, said } = await publish(PLAN_TEXT);
  await done;
  expect(calls).toEqual(['POST /v1/plans', 'PUT /v1/plans/active']);
  expect(said).toEqual(['Plan small: version 3 is active']);
});

it('publishes nothing when a rule is never reached, and says which', async () => {
  const { done, calls } = await publish(UNREACHABLE);
  await expect(done).rejects.toThrow(/✗ big: no lead can match it[\s\S]*publish it as it is with --force/);
  expect(calls).toEqual([]);
});

it('publishes it when forced, and still says what is wrong', async () => {
  const { done, calls, said } = await publish(UNREACHABLE, { force: true });
  await done;
  expect(calls).toHaveLength(2);
  expect(said[0]).toContain('✗ big: no lead can match it');
});

it('names each problem of a file that is no plan, with its line', async () => {
  const { done } = await publish(edited('owner: dana.ruiz', 'owner: "?"'));
  await expect(done).rejects.toThrow(/The plan has 1 problem\(s\):[\s\S]*plan\.yaml:2 owner/);
});
