import { beforeEach, describe, expect, it } from 'vitest';
import { activatePlan, listPlans } from '../../../functions/manage-plans/activate-plan.ts';
import { approvePlan } from '../../../functions/manage-plans/approve-plan.ts';
import { publishPlan } from '../../../functions/manage-plans/publish-plan.ts';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { success } from '../../../shared/domain/result.ts';
import { edited, PLAN_TEXT } from '../../domain/plan/plan-text.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const FAILING = edited(
  'nurture: newsletter}',
  'nurture: newsletter}\n      - {rule: same, when: {band: cold}, to: desk}',
);

function openApi(planApproval: 'one' | 'two') {
  const deps = { ...createInMemoryDeps(), publicHolidays: async () => success([]), planApproval };
  const call = (body: object, repId: string | undefined, now = MONDAY) =>
    ({ body, principal: { keyId: 'key_1', role: 'admin', repId }, now, log: { info: () => undefined } }) as never;
  return {
    publish: (
      repId: string | undefined,
      { over = 0, yaml = PLAN_TEXT, forced = undefined as string | undefined } = {},
    ) => publishPlan(call({ yaml, activate: { over, forced } }, repId), deps),
    store: (yaml: string) => publishPlan(call({ yaml }, 'ivo'), deps),
    activate: (body: object, repId: string) => activatePlan(call(body, repId), deps),
    approve: (version: number, repId: string | undefined, now = MONDAY) =>
      approvePlan(call({ version }, repId, now), deps),
    list: () => listPlans(call({}, 'dana'), deps),
  };
}

describe('where two people are asked for', () => {
  let api: ReturnType<typeof openApi>;
  beforeEach(() => {
    api = openApi('two');
  });

  it('a published plan waits for another admin, and the history names both', async () => {
    expect(await api.publish('ivo')).toMatchObject({
      status: 201,
      body: { version: 1, proposedUntil: expect.any(String) },
    });
    expect(await api.list()).toMatchObject({ body: { active: undefined, proposals: [{ version: 1, by: 'ivo' }] } });
    expect(await api.approve(1, 'ivo')).toMatchObject({ kind: 'forbidden' });
    expect(await api.approve(1, 'dana')).toMatchObject({ status: 200 });
    expect(await api.list()).toMatchObject({ body: { active: 1, history: [{ by: 'ivo', approvedBy: 'dana' }] } });
    expect(await api.approve(1, 'mia')).toMatchObject({ kind: 'not-found' });
    expect(await api.approve(7, 'mia')).toMatchObject({ kind: 'not-found' });
  });

  it('nobody acts by a key that names no person', async () => {
    expect(await api.publish(undefined)).toMatchObject({ kind: 'forbidden' });
    await api.publish('ivo');
    expect(await api.approve(1, undefined)).toMatchObject({ kind: 'forbidden' });
  });

  it('a proposal ends after a week, or when another version comes into force', async () => {
    await api.publish('ivo');
    await api.publish('ivo');
    expect(await api.approve(1, 'dana', addSeconds(MONDAY, 7 * 24 * 3600))).toMatchObject({ kind: 'conflict' });
    await api.approve(1, 'dana');
    expect(await api.approve(2, 'dana')).toMatchObject({ kind: 'conflict' });
    expect(await api.publish('ivo', { over: 0 })).toMatchObject({ kind: 'conflict' });
  });

  it('a plan that is forced still takes two, and its reason is kept', async () => {
    await api.publish('ivo', { yaml: FAILING, forced: 'known gap' });
    expect(await api.list()).toMatchObject({ body: { active: undefined } });
    await api.approve(1, 'dana');
    expect(await api.list()).toMatchObject({
      body: { active: 1, history: [{ approvedBy: 'dana', forced: 'known gap' }] },
    });
  });

  it('one person goes back to what was in force, and activates nothing new', async () => {
    await api.publish('ivo');
    await api.approve(1, 'dana');
    await api.publish('ivo', { over: 1 });
    await api.approve(2, 'dana');
    await api.store(PLAN_TEXT);
    expect(await api.activate({ version: 3, over: 2, reason: 'hurry' }, 'ivo')).toMatchObject({ kind: 'conflict' });
    expect(await api.activate({ version: 1, over: 2, reason: 'worse' }, 'ivo')).toMatchObject({ status: 200 });
  });
});

describe('a plan that fails its check', () => {
  it('comes into force only with a reason, whoever asks and by whichever call', async () => {
    const api = openApi('one');
    const expected = expect.stringContaining('no lead can reach the rule same');
    expect(await api.publish('ivo', { yaml: FAILING })).toMatchObject({
      kind: 'validation-failed',
      errors: [{ field: '/activate/forced', expected }],
    });
    expect(await api.list()).toMatchObject({ body: { versions: [] } });
    await api.store(FAILING);
    expect(await api.activate({ version: 1 }, 'ivo')).toMatchObject({ errors: [{ field: '/reason', expected }] });
    expect(await api.activate({ version: 1, reason: 'known gap' }, 'ivo')).toMatchObject({ status: 200 });
    expect(await api.publish('ivo', { yaml: FAILING, over: 1, forced: 'known gap' })).toMatchObject({ status: 201 });
  });
});
