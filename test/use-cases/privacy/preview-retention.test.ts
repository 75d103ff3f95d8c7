import { expect, it } from 'vitest';
import { previewRetention } from '../../../shared/use-cases/privacy/preview-retention.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { anAgingOffice } from './an-aging-office.ts';

const WHEN = { now: '2028-11-24T00:00:00.000Z', bodyRetentionDays: 90 };

it('says what would be erased, and changes nothing', async () => {
  const { deps, close, open, withPerson, allRecords } = await anAgingOffice({ eraseKeeps: ['rule'] });
  const [id] = [await close('ada'), await open('ben')];
  expect(await previewRetention(WHEN, deps)).toEqual({
    bodiesBy: '2028-10-25T00:00:00.000Z',
    leadsBy: '2026-11-24T00:00:00.000Z',
    keeps: ['rule'],
    leads: [id],
    isPartial: false,
  });
  expect([await withPerson(id), await allRecords()]).toEqual([[id], []]);
});

it('says that closed leads are kept, if the plan says nothing', async () => {
  const { deps, close } = await anAgingOffice({ closedLead: undefined, rawBody: undefined });
  await close('ada');
  const preview = await previewRetention(WHEN, deps);
  expect(preview).toMatchObject({ bodiesBy: '2028-08-26T00:00:00.000Z', leads: [], isPartial: false });
  expect(preview.leadsBy).toBeUndefined();
});

it('says so if it has not seen all', async () => {
  const { deps } = await anAgingOffice();
  const leads = replaceMethods(deps.leads, { list: async () => ({ items: [], cursor: 'more' }) });
  expect(await previewRetention(WHEN, { ...deps, leads })).toMatchObject({ leads: [], isPartial: true });
});
