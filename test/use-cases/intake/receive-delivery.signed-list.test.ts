import { expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { receiveDelivery } from '../../../shared/use-cases/intake/receive-delivery.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const SOURCE = { id: 'website', kind: 'generic', touch: 'demo_request' } as const;

/** Posts a list of people under one id, as a sender that signs each request does. */
function aSignedSource() {
  const deps = createInMemoryDeps();
  const post = (people: readonly object[], sentAs: string) =>
    receiveDelivery(
      { source: SOURCE, contentType: 'application/json', body: Buffer.from(JSON.stringify(people)), sentAs },
      MONDAY,
      deps,
    );
  return { deps, post };
}

// More than two groups of entries are taken in at a time, so that places repeat within a group.
const twelve = Array.from({ length: 12 }, (_, index) => ({
  email: `n${index}@north.example`,
  name: `N${index} North`,
}));

it('takes each entry of a signed list for a submission of its own', async () => {
  const { deps, post } = aSignedSource();
  const { leads } = await post(twelve, 'msg-1');
  expect(new Set(leads).size).toBe(12);
  const people = await Promise.all(leads.map((lead) => deps.leads.person(lead)));
  expect(people.map((person) => person?.email)).toEqual(twelve.map(({ email }) => email));
  expect(await deps.findings.ofSource('website')).toEqual([]);
});

it('takes a signed list that is sent again for the same submissions', async () => {
  const { deps, post } = aSignedSource();
  const first = await post(twelve, 'msg-1');
  expect((await post(twelve, 'msg-1')).leads).toEqual(first.leads);
  const leads = await deps.leads.loadMany(first.leads);
  expect(leads.map(({ touchpoints }) => touchpoints.length)).toEqual(Array(12).fill(1));
});

it('keeps every request of one person in a signed list', async () => {
  const { deps, post } = aSignedSource();
  const said = (message: string) => ({ email: 'ada@north.example', message });
  const { leads } = await post([said('one'), said('two'), said('three')], 'msg-1');
  expect(new Set(leads).size).toBe(1);
  expect((await deps.leads.load(leads[0] ?? ''))?.touchpoints).toHaveLength(3);
  expect(await deps.findings.ofSource('website')).toEqual([]);
});
