import { expect, it } from 'vitest';
import { aBaton, aDemoRequest, HOUR } from '../../scenarios/a-baton.ts';

it('sends only the newest part of a long history, so that a notification never gets too large', async () => {
  const baton = await aBaton();
  const id = await baton.postOne(aDemoRequest());
  for (let touch = 0; touch < 120; touch += 1) await baton.post(aDemoRequest('ada', { message: `again ${touch}` }));
  await baton.advance(HOUR);
  const timeline = await baton.deps.leads.timeline(id);
  const warned = baton.deps.notifier.received.find(({ occasion }) => occasion === 'warned');
  expect(timeline.length).toBeGreaterThan(120);
  expect(warned?.history).toHaveLength(100);
  expect(timeline.map((event) => event.id)).toEqual(
    expect.arrayContaining(warned?.history.map((event) => event.id) ?? []),
  );
  expect(warned?.history.at(-1)?.type).toBe('SlaWarned');
});
