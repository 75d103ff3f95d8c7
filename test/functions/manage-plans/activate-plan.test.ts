import { expect, it } from 'vitest';
import { activatePlan, listPlans } from '../../../functions/manage-plans/activate-plan.ts';
import { publishPlan } from '../../../functions/manage-plans/publish-plan.ts';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { planRoutes } from '../../../shared/api/plans.ts';
import { success } from '../../../shared/domain/result.ts';
import { PLAN_TEXT } from '../../domain/plan/plan-text.ts';
import { MONDAY } from '../../support/builders/moment.ts';

function openApi() {
  const deps = { ...createInMemoryDeps(), publicHolidays: async () => success([]) };
  const call = (body: object, repId: string) =>
    ({
      body,
      principal: { keyId: 'key_1', role: 'admin', repId },
      now: MONDAY,
      log: { info: () => undefined },
    }) as never;
  return {
    publish: (over: number, repId: string) => publishPlan(call({ yaml: PLAN_TEXT, activate: { over } }, repId), deps),
    activate: (body: object, repId: string) => activatePlan(call(body, repId), deps),
    list: () => listPlans(call({}, 'dana'), deps),
  };
}

it('refuses to publish or activate over a version that is no longer in force, and says who replaced it and when', async () => {
  const { publish, activate, list } = openApi();
  await publish(0, 'ivo');
  const detail = expect.stringContaining(`Version 1 is in force: ivo activated it at ${MONDAY}`);
  const refused = [await publish(0, 'dana'), await activate({ version: 1, over: 3 }, 'dana')];
  expect(refused).toMatchObject([
    { kind: 'conflict', detail },
    { kind: 'conflict', detail },
  ]);
  expect(await list()).toMatchObject({ body: { active: 1, versions: [{ version: 1 }], history: [{ by: 'ivo' }] } });
});

it('activates an earlier version again, with who and why', async () => {
  const { publish, activate, list } = openApi();
  await publish(0, 'ivo');
  await publish(1, 'ivo');
  expect(await activate({ version: 1, over: 2, reason: 'too many waits' }, 'dana')).toMatchObject({ status: 200 });
  expect(await activate({ version: 9, over: 1 }, 'dana')).toMatchObject({ kind: 'not-found' });
  expect(await list()).toMatchObject({
    body: {
      active: 1,
      history: [{ version: 1, by: 'dana', reason: 'too many waits' }, { version: 2 }, { version: 1 }],
    },
  });
});

it('is for admins; managers read the history', () => {
  const { listPlans: list, publishPlan: publish, activatePlan: activate } = planRoutes;
  expect([list.roles, publish.roles, activate.roles]).toEqual([['manager', 'admin'], ['admin'], ['admin']]);
});
