import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../../cli/plan/check.ts';
import { readPlanFile } from '../../../cli/plan/read-plan.ts';
import { VirtualBaton } from '../../../shared/simulation/virtual-baton.ts';
import { publishPlan } from '../../../shared/use-cases/plans/publish-plan.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';

const FILE = new URL('../../fixtures/plans/inbound.yaml', import.meta.url).pathname;
/** A Wednesday, 10:00 in Berlin. */
const START = '2026-11-25T09:00:00.000Z';
const LIVES = { zone: 'Europe/Berlin', attributes: { territory: ['DE'], language: ['de'], product: ['platform'] } };

/** Publishes the plan with its table and puts it in force, with a rep in each team that leads go to. */
async function inForce(): Promise<VirtualBaton> {
  const { text, tables } = await readPlanFile(FILE);
  const baton = new VirtualBaton({ start: START });
  const published = await publishPlan({ text, tables, by: 'dana.ruiz', now: START }, baton.deps);
  if (!published.ok) throw new Error(JSON.stringify(published.problem));
  await baton.deps.plans.activate(published.value.version);
  await saveReps(
    baton.deps.reps,
    aRep({ ...LIVES, id: 'mia', teams: { 'sdr-emea': 1 } }),
    aRep({ ...LIVES, id: 'tom', teams: { 'ae-field': 1 } }),
    aRep({ ...LIVES, id: 'eva', teams: { 'ae-desk': 1 } }),
  );
  return baton;
}

const person = (name: string, domain = 'north.example') => ({ email: `${name}@${domain}`, name, country: 'DE' });

describe('a plan with most of what the language can say', () => {
  it('is valid, all of its rules can be reached, and what it expects too much is shown', async () => {
    const { plan } = await readPlanFile(FILE);
    const { report } = checkPlan(plan);
    expect(report.rules.filter(({ verdict }) => verdict !== 'reached')).toEqual([]);
    expect(report.expectations).toMatchObject([
      { outcome: 'found', features: { touch: 'demo_request' } },
      { outcome: 'found', features: { band: 'hot' }, late: { seconds: 65 * 3600 } },
    ]);
  });

  it('acts as it is written', async () => {
    const baton = await inForce();
    const post = (lead: object) => baton.postOne(lead);
    const rival = await post({ ...person('ann', 'rival.example'), touch: 'demo_request' });
    const demo = await post({ ...person('bea'), touch: 'demo_request', employees: '1k+', job_title: 'VP Sales' });
    const reader = await post({ ...person('cem', 'south.example'), touch: 'webinar' });
    await baton.advance(600);
    const colleague = await post({ ...person('dov'), touch: 'webinar' });
    await baton.advance(600);
    expect((await baton.lead(rival)).stage).toMatchObject({ outcome: 'screened', reason: 'competitor' });
    expect((await baton.lead(demo)).stage).toMatchObject({ state: 'assigned', owner: 'tom', sla: 'demo' });
    expect(await baton.lead(reader)).toMatchObject({ accountable: 'mops', stage: { reason: 'cold' } });
    expect(await baton.lead(colleague)).toMatchObject({ accountable: 'mops', stage: { reason: 'below_mql' } });
    await baton.post({ ...person('dov'), touch: 'demo_request' });
    await baton.advance(600);
    expect((await baton.lead(colleague)).stage).toMatchObject({ state: 'assigned', owner: 'tom' });
  });
});
