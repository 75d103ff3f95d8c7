import { expect, it } from 'vitest';
import { replayErasures } from '../../shared/use-cases/privacy/replay-erasures.ts';
import { enrichLead } from '../../shared/use-cases/routing/enrich-lead.ts';
import { aDemoRequest, HOUR } from './a-baton.ts';
import { anErasableOffice, everything, post } from './an-erasable-office.ts';

it('spares a body that came after the erasure, however late it is applied again', async () => {
  const { baton, deps, person, forget } = await anErasableOffice();
  await baton.postOne(person);
  await forget();
  await baton.advance(HOUR);
  const late = await post(baton, `${JSON.stringify(person)} cut off`);
  for (const only of ['all', 'unfinished'] as const) await replayErasures({ only, now: baton.now }, deps);
  expect(await baton.deps.deliveries.load(late.delivery)).toMatchObject({ status: { status: 'quarantined' } });
});

it('leaves nothing when enrichment answers after the erasure, once or twice', async () => {
  const office = await anErasableOffice({ switches: { events: false, sweep: false } });
  const { baton, canaries, records, person, forget } = office;
  const { deps } = baton;
  const id = await baton.postOne(person);
  const answers: (() => void)[] = [];
  const slow: typeof deps.enrichment = {
    enrich: async (input) => {
      const found = await deps.enrichment.enrich(input);
      await new Promise<void>((resolve) => answers.push(resolve));
      return found;
    },
  };
  const late = [1, 2].map(() => enrichLead(id, baton.now, { ...deps, enrichment: slow }));
  await expect.poll(() => answers.length).toBe(2);
  await forget();
  for (const answer of answers) answer();
  await Promise.all(late);
  expect(canaries.in(await everything(baton, records))).toEqual([]);
  expect(await deps.leads.loadEnrichment(id)).toBeUndefined();
});

it('does not follow a shared phone number, nor a shared mailbox, to the leads of other people', async () => {
  const { baton, deps, forget } = await anErasableOffice();
  const phone = '+49 30 7654321';
  const bo = await baton.postOne({ email: 'bo@acme.example', name: 'Bo Holm', phone, touch: 'demo_request' });
  const same = await baton.postOne({ email: 'other.bo@acme.example', name: 'Bo Holm', phone, touch: 'demo_request' });
  const shared = { email: 'info@acme.example', touch: 'demo_request' };
  const mailbox = await baton.postOne({ ...shared, name: 'Bo Holm', phone });
  await baton.postOne({ ...shared, name: 'Ada North', phone: '+49 30 1234567' });
  const untouched = await Promise.all([bo, same].map((id) => baton.lead(id)));
  await forget({ by: 'email', email: shared.email });
  expect((await baton.lead(mailbox)).forgottenAt).toBeDefined();
  expect(await Promise.all([bo, same].map((id) => baton.lead(id)))).toEqual(untouched);
  expect(await deps.leads.person(bo)).toMatchObject({ email: 'bo@acme.example' });
});

it('waits for somebody to decide about a quarantined body in which others wait for their leads', async () => {
  const { baton, canaries, deps, records, person, forget } = await anErasableOffice();
  const list = `${JSON.stringify([aDemoRequest('yan'), person])} cut off`;
  const { delivery } = await post(baton, list);
  expect(await forget()).toMatchObject({ outcome: 'continues', erasure: { waiting: 1 } });
  const kept = await baton.deps.deliveries.load(delivery);
  expect(kept).toMatchObject({ status: { status: 'quarantined' } });
  if (kept) await baton.deps.deliveries.saveStatus(delivery, { status: 'dismissed' });
  await replayErasures({ only: 'unfinished', now: baton.now }, deps);
  expect(canaries.in(await everything(baton, records))).toEqual([]);
});
