import { expect, it } from 'vitest';
import { createLead } from '../../../functions/manage-leads/create-lead.ts';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';

it('names the caller, when the lead is created and when a later one is merged into it', async () => {
  const deps = createInMemoryDeps();
  await deps.plans.activate(await deps.plans.publish(aDraft({ plan: aPlan() })));
  const body = { source: 'crm', email: 'ada@north.example', externalIds: [], fields: {} };
  const post = (submissionId: string, principal: object) =>
    createLead({ body: { ...body, submissionId }, principal, now: MONDAY } as never, deps);
  const created = await post('s1', { keyId: 'key_crm', role: 'manager' });
  const merged = await post('s2', { keyId: 'key_7', role: 'manager', repId: 'lea' });
  expect([created, merged]).toMatchObject([{ status: 201 }, { status: 200, body: { outcome: 'merged' } }]);
  const { id } = (created as { readonly body: { readonly id: string } }).body;
  expect((await deps.leads.timeline(id)).map(({ type, actor }) => [type, actor])).toEqual([
    ['LeadReceived', { kind: 'person', id: 'key_crm' }],
    ['TouchpointAdded', { kind: 'person', id: 'lea' }],
  ]);
});
