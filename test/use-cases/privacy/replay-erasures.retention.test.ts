import { expect, it } from 'vitest';
import { eraseOldLeads } from '../../../shared/use-cases/privacy/erase-old-leads.ts';
import { replayErasures } from '../../../shared/use-cases/privacy/replay-erasures.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { anAgingOffice } from './an-aging-office.ts';

const IN_TWO_YEARS = '2028-11-24T00:00:00.000Z';

it('erases by age again after a restore, and leaves the other leads of the same people', async () => {
  const { baton, deps, open, close, withPerson } = await anAgingOffice();
  const { world } = baton.deps;
  const old = await close('ada');
  const backup = { people: new Map(world.people), leads: new Map(world.leads), personKeys: new Map(world.personKeys) };
  expect(await eraseOldLeads({ now: IN_TWO_YEARS }, deps)).toMatchObject({ count: 1 });
  const again = await open('ada');
  for (const [id, person] of backup.people) world.people.set(id, person);
  for (const [id, lead] of backup.leads) world.leads.set(id, lead);
  for (const [key, id] of backup.personKeys) world.personKeys.set(key, id);
  expect(await withPerson(old, again)).toEqual([old, again]);
  expect(await replayErasures({ only: 'all', now: IN_TWO_YEARS }, deps)).toMatchObject({ applied: 1, failed: 0 });
  expect(await withPerson(old, again)).toEqual([again]);
});

it('continues an erasure by age that was cut off, and counts it as failed while it fails', async () => {
  const { deps, close, withPerson, allRecords } = await anAgingOffice();
  const id = await close('ada');
  const eraser = replaceMethods(deps.eraser, { erasePerson: () => Promise.reject(new Error('down')) });
  await eraseOldLeads({ now: IN_TWO_YEARS }, { ...deps, eraser });
  const unfinished = { only: 'unfinished', now: IN_TWO_YEARS } as const;
  expect(await replayErasures(unfinished, { ...deps, eraser })).toMatchObject({ applied: 0, failed: 1 });
  expect(await replayErasures(unfinished, deps)).toMatchObject({ applied: 1, failed: 0 });
  expect([await withPerson(id), await allRecords()]).toMatchObject([[], [{ remaining: [], doneAt: IN_TWO_YEARS }]]);
});
