import { expect, it } from 'vitest';
import { eraseOldLeads } from '../../../shared/use-cases/privacy/erase-old-leads.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { anAgingOffice } from './an-aging-office.ts';

const IN_TWO_YEARS = '2028-11-24T00:00:00.000Z';

it('erases the people of old closed leads, and records them by id', async () => {
  const { baton, deps, close, open, withPerson, allRecords } = await anAgingOffice({ eraseKeeps: ['band'] });
  const [closed, stillOpen] = [await close('ada'), await open('ben')];
  expect(await eraseOldLeads({ now: IN_TWO_YEARS }, deps)).toEqual({ count: 1, failed: 0 });
  expect(await withPerson(closed, stillOpen)).toEqual([stillOpen]);
  const record = { by: 'system', because: 'retention', scope: 'leads', keeps: ['band'], keys: [], remaining: [] };
  expect(await allRecords()).toMatchObject([{ ...record, at: IN_TWO_YEARS, leads: [closed], counts: { leads: 1 } }]);
  const timeline = await deps.leads.timeline(closed);
  expect(timeline.at(-1)).toMatchObject({ type: 'LeadForgotten', data: { because: 'retention' } });
  expect((await baton.lead(closed)).routing).toBeUndefined();
});

it('erases nothing and records nothing while no lead is old, or the plan keeps them', async () => {
  const { baton, deps, close, withPerson, allRecords } = await anAgingOffice();
  const id = await close('ada');
  expect(await eraseOldLeads({ now: baton.now }, deps)).toEqual({ count: 0, failed: 0 });
  const keeping = await anAgingOffice({ closedLead: undefined });
  const kept = await keeping.close('ben');
  expect(await eraseOldLeads({ now: IN_TWO_YEARS }, keeping.deps)).toEqual({ count: 0, failed: 0 });
  expect([await withPerson(id), await keeping.withPerson(kept)]).toEqual([[id], [kept]]);
  expect([...(await allRecords()), ...(await keeping.allRecords())]).toEqual([]);
});

it('writes the record first, so that what is cut off is known', async () => {
  const { deps, close, allRecords, withPerson } = await anAgingOffice();
  const id = await close('ada');
  let known: unknown;
  const eraser = replaceMethods(deps.eraser, {
    erasePerson: async () => {
      known = await allRecords();
      throw new Error('the table is down');
    },
  });
  expect(await eraseOldLeads({ now: IN_TWO_YEARS }, { ...deps, eraser })).toEqual({ count: 0, failed: 1 });
  expect(known).toMatchObject([{ leads: [id], remaining: ['leads'] }]);
  expect(await allRecords()).toMatchObject([{ leads: [id], remaining: ['leads'] }]);
  expect(await withPerson(id)).toEqual([id]);
});
