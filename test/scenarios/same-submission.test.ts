import { expect, it } from 'vitest';
import type { LeadStore } from '../../shared/ports/lead-store.ts';
import { receiveDelivery } from '../../shared/use-cases/receive-delivery.ts';
import { aBaton, aDemoRequest } from './a-baton.ts';

const SOURCE = { id: 'form', key: 'k', kind: 'generic', touch: 'demo_request' } as const;

/** A lead store on which `first` happens after this caller has found that the submission is new. */
function overtaken(leads: LeadStore, first: () => Promise<unknown>): LeadStore {
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

it('takes a submission that is sent twice at the same moment for one touch, not for two', async () => {
  const baton = await aBaton();
  const body = new TextEncoder().encode(JSON.stringify(aDemoRequest()));
  const arrived = { source: SOURCE, body, contentType: 'application/json' };
  const winner = () => receiveDelivery(arrived, baton.now, baton.deps);
  const deps = { ...baton.deps, leads: overtaken(baton.deps.leads, winner) };
  const late = await receiveDelivery(arrived, baton.now, deps);
  await baton.settle();
  const [id = ''] = late.outcome === 'taken_in' ? late.leads : [];
  const { touches } = await baton.lead(id);
  expect(touches).toHaveLength(1);
  expect(await baton.path(id)).not.toContain('LeadTouched');
});
