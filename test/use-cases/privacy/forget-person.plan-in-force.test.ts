import { expect, it } from 'vitest';
import { continueErasure, forgetPerson } from '../../../shared/use-cases/privacy/forget-person.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';
import { anAgingOffice } from './an-aging-office.ts';

it('keeps what the plan in force says, and records it', async () => {
  const { baton, deps, open } = await anAgingOffice({ eraseKeeps: ['country'] });
  const id = await open('ada');
  expect((await baton.lead(id)).routing).toBeDefined();
  const forgotten = await forgetPerson(
    { who: { by: 'lead', lead: id }, by: 'dana', because: 'request', now: baton.now },
    deps,
  );
  expect(forgotten).toMatchObject({ outcome: 'forgotten', erasure: { keeps: ['country'] } });
  const { routing, score } = await baton.lead(id);
  expect([routing, score]).toEqual([undefined, undefined]);
});

it('applied again, leaves what its record says, whatever the plan says by now', async () => {
  const { baton, deps, open, allRecords } = await anAgingOffice({ eraseKeeps: ['rule'] });
  const id = await open('ada');
  const { world } = baton.deps;
  const before = await baton.lead(id);
  await forgetPerson({ who: { by: 'lead', lead: id }, by: 'dana', because: 'request', now: baton.now }, deps);
  const first = await baton.lead(id);
  const privacy = { eraseKeeps: [] };
  await deps.plans.activate(await baton.deps.plans.publish(aDraft({ plan: aPlan({ privacy }) })));
  world.leads.set(id, before);
  const [record] = await allRecords();
  if (record) await continueErasure(record, { now: baton.now }, deps);
  const after = await baton.lead(id);
  expect([after.forgottenAt, after.routing]).toEqual([baton.now, first.routing]);
  expect(after.routing).toMatchObject(before.routing ?? { plan: 'pinned' });
});
