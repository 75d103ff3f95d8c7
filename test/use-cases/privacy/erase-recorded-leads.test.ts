import { expect, it } from 'vitest';
import { type Erasure, NOTHING_ERASED } from '../../../shared/domain/privacy/erasure.ts';
import { eraseRecordedLeads } from '../../../shared/use-cases/privacy/erase-recorded-leads.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { anAgingOffice } from './an-aging-office.ts';

function aRecord(leads: readonly string[], at: string): Erasure {
  return {
    id: 'era_1',
    at,
    by: 'system',
    because: 'retention',
    scope: 'leads',
    keys: [],
    leads,
    remaining: ['leads'],
    counts: NOTHING_ERASED,
  };
}

it('erases the named leads alone, and once', async () => {
  const { baton, deps, close, withPerson } = await anAgingOffice();
  const [first, second] = [await close('ada'), await close('ada')];
  const once = await eraseRecordedLeads(aRecord([first], baton.now), baton.now, deps);
  expect(once).toMatchObject({ failed: 0, erasure: { remaining: [], doneAt: baton.now, counts: { leads: 1 } } });
  expect(await withPerson(first, second)).toEqual([second]);
  const lead = await baton.lead(first);
  const again = await eraseRecordedLeads(once.erasure, '2027-01-01T00:00:00.000Z', deps);
  expect(again).toEqual({ failed: 0, erasure: once.erasure });
  expect(await baton.lead(first)).toEqual(lead);
});

it('leaves the keys to the later lead of the same person, who is recognised by them', async () => {
  const { baton, deps, close, open } = await anAgingOffice();
  const [first, later] = [await close('ada'), await open('ada')];
  await eraseRecordedLeads(aRecord([first], baton.now), baton.now, deps);
  expect(await open('ada')).toBe(later);
});

it('spares a lead that is not closed', async () => {
  const { baton, deps, open, withPerson } = await anAgingOffice();
  const id = await open('ada');
  await eraseRecordedLeads(aRecord([id, 'lead_unknown'], baton.now), baton.now, deps);
  expect([await withPerson(id), (await baton.lead(id)).stage.state]).toEqual([[id], 'assigned']);
});

it('goes on after one that fails, which remains', async () => {
  const { baton, deps, close, withPerson, allRecords } = await anAgingOffice();
  const [first, second] = [await close('ada'), await close('ben')];
  const eraser = replaceMethods(deps.eraser, {
    erasePerson: async (lead, keys) => {
      if (lead === first) throw new Error('the table is down');
      return deps.eraser.erasePerson(lead, keys);
    },
  });
  const { failed } = await eraseRecordedLeads(aRecord([first, second], baton.now), baton.now, { ...deps, eraser });
  expect([failed, await withPerson(first, second)]).toEqual([1, [first]]);
  const [record] = await allRecords();
  expect(record).toMatchObject({ remaining: ['leads'], counts: { leads: 1 } });
  expect(record?.doneAt).toBeUndefined();
});
