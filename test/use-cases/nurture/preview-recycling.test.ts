import { expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { previewRecycling } from '../../../shared/use-cases/nurture/preview-recycling.ts';
import { runRecyclingPage } from '../../../shared/use-cases/nurture/recycling-run.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { aLeadInNurture } from '../situations.ts';

it('says what the run then does, and writes nothing', async () => {
  const { baton, id } = await aLeadInNurture();
  const before = await baton.lead(id);
  const preview = await previewRecycling({ before: baton.now, limit: 10 }, baton.now, baton.deps);
  expect(preview?.items).toMatchObject([{ lead: { id }, cycles: 1, next: { then: 'return' } }]);
  expect(await baton.lead(id)).toEqual(before);
  await runRecyclingPage({ page: 0 }, baton.now, baton.deps);
  expect((await baton.lead(id)).stage.state).toBe('received');
});

it('leaves out a lead that is due after the date asked for or was recycled since', async () => {
  const { baton, id } = await aLeadInNurture();
  const early = addSeconds(baton.now, -1);
  expect((await previewRecycling({ before: early, limit: 10 }, early, baton.deps))?.items).toEqual([]);
  const stale = await baton.deps.leads.dueForRecycling({ before: baton.now, limit: 10 });
  expect(stale.items).toMatchObject([{ lead: id }]);
  await runRecyclingPage({ page: 0 }, baton.now, baton.deps);
  const leads = replaceMethods(baton.deps.leads, { dueForRecycling: async () => stale });
  const deps = { ...baton.deps, leads };
  expect((await previewRecycling({ before: baton.now, limit: 10 }, baton.now, deps))?.items).toEqual([]);
});

it('says nothing while no plan is in force', async () => {
  const { baton } = await aLeadInNurture();
  const plans = replaceMethods(baton.deps.plans, { active: async () => undefined });
  const page = { before: baton.now, limit: 10 };
  expect(await previewRecycling(page, baton.now, { ...baton.deps, plans })).toBeUndefined();
});
