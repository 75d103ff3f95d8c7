import { expect, it } from 'vitest';
import { applyDoNotContact } from '../../../shared/use-cases/privacy/apply-do-not-contact.ts';
import { replayDoNotContact } from '../../../shared/use-cases/privacy/replay-do-not-contact.ts';
import { aBaton } from '../../scenarios/a-baton.ts';
import { aSilencer, NORA } from '../../scenarios/silent-people.ts';

it('brings a restored list back: later entries are on it again, lifted ones are not', async () => {
  const baton = await aBaton();
  const { deps, suppress, lift } = aSilencer(baton);
  await suppress({ by: 'domain', domain: 'acme.example' });
  const backup = new Map(baton.deps.world.doNotContact);
  await lift({ by: 'domain', domain: 'acme.example' });
  await suppress();
  const now = new Map(baton.deps.world.doNotContact);
  baton.deps.world.doNotContact.clear();
  for (const [key, entry] of backup) baton.deps.world.doNotContact.set(key, entry);
  const restored = await baton.postOne(NORA);
  expect((await baton.lead(restored)).stage.state).toBe('assigned');

  expect(await replayDoNotContact({}, deps)).toEqual({ applied: 2 });
  expect(new Map(baton.deps.world.doNotContact)).toEqual(now);
  expect(await applyDoNotContact({ now: baton.now }, deps)).toEqual({ ended: [restored] });
});

it('goes through all records page by page', async () => {
  const baton = await aBaton();
  const { deps } = aSilencer(baton);
  const base = { at: baton.now, by: 'dana', because: 'request', kind: 'person' } as const;
  for (let at = 0; at < 120; at += 1)
    await deps.doNotContactRecords.save({ ...base, id: `dnc_${at}`, keys: [`k${at}`] });
  let applied = 0;
  let cursor: string | undefined;
  do {
    const page = await replayDoNotContact({ cursor }, deps);
    applied += page.applied;
    cursor = page.cursor;
  } while (cursor !== undefined);
  expect([applied, baton.deps.world.doNotContact.size]).toEqual([120, 120]);
});
