import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { planRoutes } from '../../shared/api/plans.ts';
import { call } from './http.ts';

const { keys } = inject('deployed');

/** Activates the plan of these tests with something replaced. @returns what activates the plan before again */
export async function activatePlanWith(replaced: string, by: string): Promise<() => Promise<void>> {
  const listed = await call('GET', '/v1/plans', { key: keys.admin });
  const { active: before } = planRoutes.listPlans.replies[200].parse(listed.json());
  const text = await readFile(join(import.meta.dirname, 'plan.yaml'), 'utf8');
  if (!text.includes(replaced)) throw new Error(`the plan has no "${replaced}"`);
  const published = await call('POST', '/v1/plans', { key: keys.admin, json: { yaml: text.replace(replaced, by) } });
  const { version } = planRoutes.publishPlan.replies[201].parse(published.json());
  const activate = async (number: number | undefined): Promise<void> => {
    await call('PUT', '/v1/plans/active', { key: keys.admin, json: { version: number } });
  };
  await activate(version);
  return () => activate(before);
}
