import { expect, it } from 'vitest';
import type { LeadRegistry } from '../../../cli/demo/play-scenario.ts';
import { LeadPoller } from '../../../cli/demo/poll-leads.ts';
import { aBaton, aDemoRequest, answerAsOwner } from '../../scenarios/a-baton.ts';

it('shows leads and their timelines as last read', async () => {
  const baton = await aBaton();
  const id = await baton.postOne(aDemoRequest());
  const watch = new LeadPoller(baton.deps.leads, new Map([['ada', id]]));
  expect(watch.seen('ada')).toBeUndefined();

  await watch.poll();
  expect(watch.seen('ada')?.lead.stage.state).toBe('assigned');
  expect(watch.has({ lead: 'ada', has: 'LeadAssigned' })).toBe(true);

  await answerAsOwner(baton, id, { answer: 'contacted' });
  expect(watch.has({ lead: 'ada', has: 'FirstResponseMade' })).toBe(false);
  await watch.poll();
  expect(watch.has({ lead: 'ada', has: 'FirstResponseMade' })).toBe(true);
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
  const watch = new LeadPoller(leads, new Map([['ada', id]]));
  await watch.poll();
  await watch.poll();
  expect(timelines).toBe(1);
});

it('recognizes leads of an earlier run by their person, preferring the open one', async () => {
  const baton = await aBaton();
  const ada = await baton.postOne(aDemoRequest('Ada'));
  const bob = await baton.postOne(aDemoRequest('bob', { touch: 'content' }));
  await baton.postOne(aDemoRequest('eve'));
  await answerAsOwner(baton, bob, { answer: 'converted' });
  await answerAsOwner(baton, ada, { answer: 'converted' });
  const adaAgain = await baton.postOne(aDemoRequest('Ada', { touch: 'webinar' }));
  const names = new Map([
    ['ada@north.example', 'ada'],
    ['bob@north.example', 'bob'],
  ]);
  const registry: LeadRegistry = new Map();
  await new LeadPoller(baton.deps.leads, registry).findExistingLeads((email) => names.get(email));
  expect(registry).toEqual(
    new Map([
      ['ada', adaAgain],
      ['bob', bob],
    ]),
  );
});
