import { expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { expireBodies } from '../../../shared/use-cases/privacy/expire-bodies.ts';
import { DAY } from '../../scenarios/a-baton.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { anAgingOffice } from './an-aging-office.ts';

const ENVIRONMENT = { bodyRetentionDays: 90 };

/** Stores a body, another one ten days later, and returns the moment at which thirty days have passed since the first. */
async function twoBodies(privacy: Parameters<typeof anAgingOffice>[0] = {}) {
  const office = await anAgingOffice(privacy);
  const { baton, open } = office;
  await open('ada');
  const now = addSeconds(baton.now, 30 * DAY);
  baton.now = addSeconds(baton.now, 10 * DAY);
  await open('ben');
  const left = () => [...baton.deps.world.deliveries.values()].map(({ receivedAt }) => receivedAt);
  return { ...office, now, left };
}

it('erases bodies once they are as old as the plan says, and leaves their leads', async () => {
  const { baton, deps, now, left } = await twoBodies();
  expect(await expireBodies({ now: addSeconds(now, -1), ...ENVIRONMENT }, deps)).toEqual({ count: 0, failed: 0 });
  expect(await expireBodies({ now, ...ENVIRONMENT }, deps)).toEqual({ count: 1, failed: 0 });
  expect(left()).toEqual([baton.now]);
  expect(baton.deps.world.people.size).toBe(2);
});

it('looks at nothing when the environment keeps bodies no longer than the plan', async () => {
  const { deps, now, left } = await twoBodies({ rawBody: { count: 30, unit: 'd' } });
  const eraser = replaceMethods(deps.eraser, {
    bodiesReceivedBy: () => Promise.reject(new Error('a whole table was read for nothing')),
  });
  expect(await expireBodies({ now, bodyRetentionDays: 30 }, { ...deps, eraser })).toEqual({ count: 0, failed: 0 });
  const silent = await twoBodies({ rawBody: undefined, closedLead: undefined });
  expect(await expireBodies({ now, ...ENVIRONMENT }, { ...silent.deps, eraser })).toEqual({ count: 0, failed: 0 });
  expect(left()).toHaveLength(2);
});

it('goes on after a body that cannot be erased', async () => {
  const { deps, now, left } = await twoBodies();
  let calls = 0;
  const eraser = replaceMethods(deps.eraser, {
    eraseBody: async (id) => {
      calls += 1;
      if (calls === 1) throw new Error('the bucket is down');
      await deps.eraser.eraseBody(id);
    },
  });
  const later = addSeconds(now, 10 * DAY);
  expect(await expireBodies({ now: later, ...ENVIRONMENT }, { ...deps, eraser })).toEqual({ count: 1, failed: 1 });
  expect(left()).toHaveLength(1);
});

it('looks at a bounded number of pages, and goes on from its cursor', async () => {
  const { deps, now } = await twoBodies();
  const asked: (string | undefined)[] = [];
  const eraser = replaceMethods(deps.eraser, {
    bodiesReceivedBy: async (_, { cursor }) => {
      asked.push(cursor);
      return { items: [], cursor: `after ${asked.length}` };
    },
  });
  const expired = await expireBodies({ now, ...ENVIRONMENT, cursor: 'here' }, { ...deps, eraser });
  expect(expired).toEqual({ count: 0, failed: 0, cursor: 'after 40' });
  expect([asked[0], asked.length]).toEqual(['here', 40]);
});

it('ends after some hundred bodies', async () => {
  const { deps, now } = await twoBodies();
  const eraser = replaceMethods(deps.eraser, {
    bodiesReceivedBy: async () => ({ items: Array.from({ length: 250 }, (_, at) => `del_${at}`), cursor: 'more' }),
  });
  const expired = await expireBodies({ now, ...ENVIRONMENT }, { ...deps, eraser });
  expect(expired).toEqual({ count: 500, failed: 0, cursor: 'more' });
});
