import { expect, it } from 'vitest';
import { runRecyclingPage } from '../../../shared/use-cases/nurture/recycling-run.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { aLeadInNurture } from '../situations.ts';

it('recycles what is due and is done, and finds nothing the second time', async () => {
  const { baton, id } = await aLeadInNurture();
  expect(await runRecyclingPage({ page: 0 }, baton.now, baton.deps)).toMatchObject({ page: 1, done: true });
  const after = await baton.lead(id);
  expect(after.stage.state).toBe('received');
  expect(await runRecyclingPage({ page: 0 }, baton.now, baton.deps)).toMatchObject({ page: 1, done: true });
  expect(await baton.lead(id)).toEqual(after);
});

it('hands on the cursor from page to page, and ends at its limit of pages though leads are left', async () => {
  const { baton } = await aLeadInNurture();
  const asked: (string | undefined)[] = [];
  const leads = replaceMethods(baton.deps.leads, {
    dueForRecycling: async ({ cursor }) => {
      asked.push(cursor);
      return { items: [], cursor: 'next' };
    },
  });
  const deps = { ...baton.deps, leads };
  expect(await runRecyclingPage({ page: 3, cursor: 'here' }, baton.now, deps)).toMatchObject({
    page: 4,
    done: false,
    cursor: 'next',
  });
  expect(asked).toEqual(['here']);
  expect(await runRecyclingPage({ page: 199, cursor: 'here' }, baton.now, deps)).toMatchObject({ done: true });
});
