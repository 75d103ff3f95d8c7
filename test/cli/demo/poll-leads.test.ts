import { expect, it } from 'vitest';
import type { Registry } from '../../../cli/demo/play-scenario.ts';
import { Watch } from '../../../cli/demo/poll-leads.ts';
import { aBaton, aDemoRequest, ownerAnswers } from '../../scenarios/a-baton.ts';

it('shows leads and their timelines as last read', async () => {
  const baton = await aBaton();
  const id = await baton.postOne(aDemoRequest());
  const watch = new Watch(baton.deps.leads, new Map([['ada', id]]));
  expect(watch.seen('ada')).toBeUndefined();

  await watch.look();
  expect(watch.seen('ada')?.lead.stage.state).toBe('assigned');
  expect(watch.has({ lead: 'ada', has: 'LeadAssigned' })).toBe(true);

  await ownerAnswers(baton, id, { answer: 'contacted' });
  expect(watch.has({ lead: 'ada', has: 'FirstTouchMade' })).toBe(false);
  await watch.look();
  expect(watch.has({ lead: 'ada', has: 'FirstTouchMade' })).toBe(true);
  expect(watch.has({ lead: 'bob', has: 'LeadAssigned' })).toBe(false);
});

it('reads the timeline of a lead again only when the lead has changed', async () => {
  const baton = await aBaton();
  const id = await baton.postOne(aDemoRequest());
  let timelines = 0;
  const leads = {
    loadMany: baton.deps.leads.loadMany.bind(baton.deps.leads),
    list: baton.deps.leads.list.bind(baton.deps.leads),
    person: baton.deps.leads.person.bind(baton.deps.leads),
    timeline: (lead: string) => {
      timelines += 1;
      return baton.deps.leads.timeline(lead);
    },
  };
  const watch = new Watch(leads, new Map([['ada', id]]));
  await watch.look();
  await watch.look();
  expect(timelines).toBe(1);
});

it('recognizes leads of an earlier run by their person, preferring the open one', async () => {
  const baton = await aBaton();
  const ada = await baton.postOne(aDemoRequest('Ada'));
  const bob = await baton.postOne(aDemoRequest('bob', { touch: 'content' }));
  await baton.postOne(aDemoRequest('eve'));
  await ownerAnswers(baton, bob, { answer: 'converted' });
  await ownerAnswers(baton, ada, { answer: 'converted' });
  const adaAgain = await baton.postOne(aDemoRequest('Ada', { touch: 'webinar' }));
  const names = new Map([
    ['ada@north.example', 'ada'],
    ['bob@north.example', 'bob'],
  ]);
  const registry: Registry = new Map();
  await new Watch(baton.deps.leads, registry).recognise((email) => names.get(email));
  expect(registry).toEqual(
    new Map([
      ['ada', adaAgain],
      ['bob', bob],
    ]),
  );
});
