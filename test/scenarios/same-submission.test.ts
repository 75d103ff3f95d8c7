import { expect, it } from 'vitest';
import type { LeadStore } from '../../shared/ports/lead-store.ts';
import { receiveDelivery } from '../../shared/use-cases/intake/receive-delivery.ts';
import { aBaton, aDemoRequest } from './a-baton.ts';

const SOURCE = { id: 'form', key: 'k', kind: 'generic', touch: 'demo_request' } as const;

/** A lead store on which `first` runs after this caller has found that the submission is new. */
function interleaveAfterLookUp(leads: LeadStore, first: () => Promise<unknown>): LeadStore {
  let pending: (() => Promise<unknown>) | undefined = first;
  return new Proxy(leads, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      if (name !== 'leadOfSubmission') return member.bind(target);
      return async (key: string) => {
        const found = await target.leadOfSubmission(key);
        const happens = pending;
        pending = undefined;
        await happens?.();
        return found;
      };
    },
  });
}

it('counts a submission that is sent twice at the same time as one touchpoint', async () => {
  const baton = await aBaton();
  const body = new TextEncoder().encode(JSON.stringify(aDemoRequest()));
  const arrived = { source: SOURCE, body, contentType: 'application/json' };
  const winner = () => receiveDelivery(arrived, baton.now, baton.deps);
  const deps = { ...baton.deps, leads: interleaveAfterLookUp(baton.deps.leads, winner) };
  const late = await receiveDelivery(arrived, baton.now, deps);
  await baton.settle();
  const [id = ''] = late.outcome === 'processed' ? late.leads : [];
  const { touchpoints: touches } = await baton.lead(id);
  expect(touches).toHaveLength(1);
  expect(await baton.eventTypesOf(id)).not.toContain('TouchpointAdded');
});

/** Builds a multipart body as a browser posts it, with this boundary. */
function multipart(fields: Readonly<Record<string, string>>, boundary: string) {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const body = new TextEncoder().encode(`${parts.join('')}--${boundary}--\r\n`);
  return { body, contentType: `multipart/form-data; boundary=${boundary}` };
}

function json(fields: object) {
  return { body: new TextEncoder().encode(JSON.stringify(fields)), contentType: 'application/json' };
}

const FIELDS = { email: 'ada@north.example', name: 'Ada North', message: 'Grüße & küsse' };

it.each([
  ['a multipart body under a new boundary', multipart(FIELDS, 'first-5f2'), multipart(FIELDS, 'second-9c7')],
  ['a multipart body with its parts in another order', multipart(FIELDS, 'a1'), multipart(reversed(FIELDS), 'b2')],
  [
    'JSON with another attempt number and time',
    json({ ...FIELDS, attempt: 1, meta: { timestamp: 1 } }),
    json({ ...FIELDS, attempt: 2, meta: { timestamp: 2 } }),
  ],
  [
    'JSON with other indentation',
    json(FIELDS),
    { ...json(FIELDS), body: new TextEncoder().encode(JSON.stringify(FIELDS, null, 2)) },
  ],
])('takes %s for the same submission', async (_, first, retried) => {
  const baton = await aBaton();
  const ends = [];
  for (const raw of [first, retried])
    ends.push(await receiveDelivery({ source: SOURCE, ...raw }, baton.now, baton.deps));
  await baton.settle();
  const [lead] = [...baton.deps.world.leads.values()];
  expect(ends).toEqual([1, 2].map(() => expect.objectContaining({ outcome: 'processed', leads: [lead?.id] })));
  expect(lead?.touchpoints).toHaveLength(1);
});

it('counts a body with a new boundary and other content as another touchpoint', async () => {
  const baton = await aBaton();
  for (const raw of [multipart(FIELDS, 'a1'), multipart({ ...FIELDS, message: 'now' }, 'b2')])
    await receiveDelivery({ source: SOURCE, ...raw }, baton.now, baton.deps);
  expect([...baton.deps.world.leads.values()].map(({ touchpoints: touches }) => touches.length)).toEqual([2]);
});

function reversed(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).toReversed());
}
