import { expect, it } from 'vitest';
import { eventually } from './eventually.ts';
import { readDecision, readLead, readTimeline } from './http.ts';
import { aNewPerson, postLead, waitForOwner } from './leads.ts';

it('raises the caps of a team once more leads come than it has room for, and no further', async () => {
  const first = await postLead(aNewPerson({ product: 'peak' }));
  expect(await waitForOwner(first)).toMatchObject({ owner: 'roy.peak' });
  expect((await readDecision(first)).assignment).not.toHaveProperty('surge');

  const second = await postLead(aNewPerson({ product: 'peak' }));
  expect(await waitForOwner(second)).toMatchObject({ owner: 'roy.peak' });
  expect((await readDecision(second)).assignment).toMatchObject({ surge: { capPercent: 200 } });
  const began = (await readTimeline(second)).find(({ type }) => type === 'SurgeBegan');
  expect(began?.data).toEqual({ team: 'peak', waiting: 1, fullPercent: 100 });

  const third = await postLead(aNewPerson({ product: 'peak' }));
  await eventually(async () =>
    expect(await readLead(third)).toMatchObject({ state: 'waiting', because: 'all_full', team: 'peak' }),
  );
});
