import { expect, it } from 'vitest';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { aPlan } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, DAY, HOUR } from './a-baton.ts';

const QUEUE = { id: 'catch-all', owner: 'nora', reviewSeconds: 7 * DAY, alarmSeconds: DAY };

const told = ({ deps }: VirtualBaton) =>
  deps.notifier.received.filter(({ occasion }) => occasion === 'queued').map(({ to }) => to);

it('tells the queue’s owner and the plan’s owner once of a lead that waited too long, whatever can be collected', async () => {
  const reach = { digest: '08:00' } as const;
  const baton = await aBaton({
    plan: { queues: { 'catch-all': QUEUE }, layers: aPlan().layers.slice(0, 0) },
    reps: [
      { id: 'nora', teams: {}, reach },
      { id: 'dana', teams: {}, reach },
    ],
  });
  const id = await baton.postOne(aDemoRequest());
  await baton.advance(23 * HOUR);
  const before = told(baton).length;
  await baton.advance(2 * HOUR);
  expect(
    told(baton)
      .slice(before)
      .filter((to) => to === 'dana'),
  ).toEqual(['dana']);
  expect(told(baton).slice(before)).toContain('nora');
  await baton.advance(4 * DAY);
  const reviews = (await baton.deps.leads.timeline(id)).filter(({ type }) => type === 'ReviewDue');
  expect(reviews).toMatchObject([{ data: { because: 'waited_too_long' } }]);
  await baton.advance(4 * DAY);
  expect((await baton.deps.leads.timeline(id)).filter(({ type }) => type === 'ReviewDue')).toHaveLength(2);
});
