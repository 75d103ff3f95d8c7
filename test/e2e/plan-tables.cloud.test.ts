import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { planRoutes } from '../../shared/api/plans.ts';
import { call } from './http.ts';

const { keys } = inject('deployed');

/** The plan of these tests with a rule that asks for a table, which was sent with it or not. Nothing is put in force. */
async function publishWith(tables?: Readonly<Record<string, unknown>>) {
  const plan = await readFile(join(import.meta.dirname, 'plan.yaml'), 'utf8');
  const yaml = plan
    .replace('\nfields:\n', '\ndata: {rivals: rivals.csv}\n\nfields:\n')
    .replace(
      /\n {4}rules:\n/,
      '\n    rules:\n      - {rule: rivals, when: {domain: {in: rivals}}, close: competitor}\n',
    );
  return call('POST', '/v1/plans', { key: keys.admin, json: { yaml, ...(tables && { tables }) } });
}

it('publishes a plan with its tables, however long, and none without', async () => {
  const domain = Array.from({ length: 5000 }, (_, index) => `rival-${index}.example`);
  const published = await publishWith({ 'rivals.csv': { domain } });
  expect(published.status, published.text.slice(0, 300)).toBe(201);
  const { version } = planRoutes.publishPlan.replies[201].parse(published.json());
  const listed = await call('GET', '/v1/plans', { key: keys.admin });
  expect(planRoutes.listPlans.replies[200].parse(listed.json()).versions.map((one) => one.version)).toContain(version);

  const missing = await publishWith();
  expect([missing.status, missing.json()]).toEqual([
    422,
    expect.objectContaining({
      errors: [expect.objectContaining({ expected: expect.stringContaining('beside the plan or, over the API') })],
    }),
  ]);
  const wrong = await publishWith({ 'rivals.csv': { domain: ['rival.example', 'https://other.example'] } });
  expect(wrong.text).toContain('data.rivals.domain[1]');
});
