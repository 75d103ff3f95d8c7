import { expect, it } from 'vitest';
import { forgetPerson } from '../../../shared/use-cases/privacy/forget-person.ts';
import { type RetentionRun, runRetentionPage } from '../../../shared/use-cases/privacy/retention-run.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { anErasure } from './a-privacy-office.ts';
import { anAgingOffice } from './an-aging-office.ts';

const WHEN = { now: '2028-11-24T00:00:00.000Z', bodyRetentionDays: 90 };

it('continues erasures, then erases leads, then bodies', async () => {
  const { baton, deps, close, withPerson } = await anAgingOffice();
  const id = await close('ada');
  const broken = replaceMethods(deps.eraser, { erasePerson: () => Promise.reject(new Error('down')) });
  await runRetentionPage({ task: 'leads', page: 0 }, WHEN, { ...deps, eraser: broken });
  let run: RetentionRun = { task: 'erasures', page: 0, done: false };
  const did: unknown[] = [];
  while (!run.done) {
    const next = await runRetentionPage(run, WHEN, deps);
    did.push(next.did);
    run = next;
  }
  expect(did).toEqual([
    { task: 'erasures', count: 1, failed: 0 },
    { task: 'leads', count: 0, failed: 0 },
    { task: 'bodies', count: 1, failed: 0 },
  ]);
  expect([await withPerson(id), baton.deps.world.deliveries.size]).toEqual([[], 0]);
});

it('hands on the cursor of a task, and begins the next one without', async () => {
  const { deps } = await anAgingOffice();
  const asked: (string | undefined)[] = [];
  const leads = replaceMethods(deps.leads, {
    list: async ({ cursor }) => {
      asked.push(cursor);
      return { items: [], ...(asked.length < 25 && { cursor: `after ${asked.length}` }) };
    },
  });
  const first = await runRetentionPage({ task: 'leads', page: 3, cursor: 'here' }, WHEN, { ...deps, leads });
  expect(first).toMatchObject({ task: 'leads', page: 4, done: false, cursor: 'after 20' });
  const second = await runRetentionPage(first, WHEN, { ...deps, leads });
  expect(second).toEqual({ task: 'bodies', page: 0, done: false, did: { task: 'leads', count: 0, failed: 0 } });
  expect([asked[0], asked[20]]).toEqual(['here', 'after 20']);
});

it('leaves a task at its limit of pages for the next one, though something is left', async () => {
  const { deps } = await anAgingOffice();
  const endless = { ...deps, leads: replaceMethods(deps.leads, { list: async () => ({ items: [], cursor: 'more' }) }) };
  expect(await runRetentionPage({ task: 'leads', page: 998 }, WHEN, endless)).toMatchObject({ page: 999, done: false });
  const last = await runRetentionPage({ task: 'leads', page: 999 }, WHEN, endless);
  expect(last).toMatchObject({ task: 'bodies', page: 0, done: false });
});

it('counts what failed', async () => {
  const { deps, close } = await anAgingOffice();
  await close('ada');
  const broken = replaceMethods(deps.eraser, { erasePerson: () => Promise.reject(new Error('down')) });
  const page = await runRetentionPage({ task: 'leads', page: 0 }, WHEN, { ...deps, eraser: broken });
  expect(page.did).toEqual({ task: 'leads', count: 0, failed: 1 });
  const again = await runRetentionPage({ task: 'erasures', page: 0 }, WHEN, { ...deps, eraser: broken });
  expect(again.did).toEqual({ task: 'erasures', count: 0, failed: 1 });
});

it('takes the records again until every search of theirs has come to its end, and no longer', async () => {
  const { baton, deps, open } = await anAgingOffice();
  const [ada, ben] = [await open('ada'), await open('ben')];
  let pages = 0;
  // Twice as many bodies as one call searches, at whichever of them it begins.
  const eraser = replaceMethods(deps.eraser, {
    bodies: async ({ cursor = '0' }) => {
      pages += 1;
      const at = Number(cursor) + 1;
      return { items: [], ...(at < 100 && { cursor: String(at) }) };
    },
  });
  const slow = { ...deps, eraser };
  for (const lead of [ada, ben])
    await forgetPerson({ who: { by: 'lead', lead }, by: 'dana', because: 'request', now: baton.now }, slow);
  expect((await deps.erasures.list({ limit: 9 })).items).toMatchObject([{ cursor: '50' }, { cursor: '50' }]);
  pages = 0;
  const first = await runRetentionPage({ task: 'erasures', page: 0 }, WHEN, slow);
  expect([first.task, first.again, first.did.count, pages]).toEqual(['leads', undefined, 2, 100]);
});

it('does not start a search again that has come to its end with bodies that wait', async () => {
  const { deps } = await anAgingOffice();
  const waits = anErasure({ id: 'era_waits', remaining: ['deliveries'], cursor: '59', waiting: 1 });
  const long = anErasure({ id: 'era_long', remaining: ['deliveries'] });
  for (const record of [waits, long]) await deps.erasures.save(record);
  let saved: string[] = [];
  const slow = {
    ...deps,
    eraser: replaceMethods(deps.eraser, {
      bodies: async ({ cursor = '0' }) => ({ items: [], ...(cursor !== '59' && { cursor: `${Number(cursor) + 1}` }) }),
    }),
    erasures: replaceMethods(deps.erasures, {
      save: async (record) => {
        saved.push(record.id);
        await deps.erasures.save(record);
      },
    }),
  };
  const first = await runRetentionPage({ task: 'erasures', page: 0 }, WHEN, slow);
  expect(first).toMatchObject({ task: 'erasures', page: 1, done: false, again: true, did: { count: 2 } });
  expect(new Set(saved)).toEqual(new Set(['era_waits', 'era_long']));
  saved = [];
  const second = await runRetentionPage(first, WHEN, slow);
  expect(second).toMatchObject({ task: 'leads', page: 0, did: { count: 1, failed: 0 } });
  expect([second.again, new Set(saved)]).toEqual([undefined, new Set(['era_long'])]);
  const left = (await deps.erasures.list({ limit: 9 })).items.filter(({ remaining }) => remaining.length > 0);
  expect(left).toMatchObject([{ id: 'era_waits', waiting: 1 }]);
});
