import { expect, it } from 'vitest';
import { sweep } from '../../../shared/use-cases/sweep/sweep.ts';
import { HOUR } from '../../scenarios/a-baton.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { anAssignedLead, aReceivedLead } from '../stopped-baton.ts';

const LIMITS = { cap: 200, headStartSeconds: 5, recyclingHeadStartSeconds: 1800 };

it('does what is overdue and tells how late it was', async () => {
  const { baton, deps, id } = await aReceivedLead();
  await baton.advance(HOUR);
  const result = await sweep(baton.now, LIMITS, deps);
  expect(result).toMatchObject({ failed: [], capped: false, quarantineOverdue: [] });
  expect(result.healed).toBeGreaterThan(0);
  expect(result.mostOverdueSeconds).toBe(HOUR - 60);
  expect((await baton.lead(id)).stage.state).toBe('assigned');
});

it('leaves alone what is not due yet', async () => {
  const { baton, deps, id } = await anAssignedLead();
  const before = await baton.lead(id);
  expect(await sweep(baton.now, LIMITS, deps)).toMatchObject({ healed: 0, failed: [], mostOverdueSeconds: 0 });
  expect(await baton.lead(id)).toEqual(before);
});

it('reports a lead that fails by its id and the error’s name, and counts the attempt', async () => {
  const { baton, deps, id } = await aReceivedLead();
  await baton.advance(HOUR);
  const saveEnrichment = () => Promise.reject(new RangeError('cannot be saved'));
  const leads = replaceMethods(deps.leads, { saveEnrichment });
  const { failed } = await sweep(baton.now, LIMITS, { ...deps, leads });
  expect(failed).toEqual([{ id, error: 'RangeError' }]);
  expect((await baton.lead(id)).stage).toMatchObject({ state: 'received', attempts: 1 });
});
