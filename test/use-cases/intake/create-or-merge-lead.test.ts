import { expect, it } from 'vitest';
import { sha256 } from '../../../shared/adapters/crypto/sha256.ts';
import { readSubmission } from '../../../shared/domain/intake/read-submission.ts';
import { createOrMergeLead } from '../../../shared/use-cases/intake/create-or-merge-lead.ts';
import { commitOrThrow } from '../../support/builders/lead.ts';
import { assignToRep, closeLead } from '../../support/builders/moves.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { aReceivedLead } from '../stopped-baton.ts';

const ADA = { email: 'ada@north.example', name: 'Ada North' };

async function intake() {
  const { baton, deps, id } = await aReceivedLead();
  const take = (
    key: string,
    form: Readonly<Record<string, string>>,
    leads = deps.leads,
    externalIds: readonly string[] = [],
  ) => {
    const fields = Object.entries(form).map(([name, value]) => ({ name, value }));
    const mapping = { source: 'webinar-tool', touch: 'webinar' };
    const submission = { ...readSubmission({ lead: { fields, problems: [] }, mapping, hash: sha256 }), externalIds };
    return createOrMergeLead({ submission, keys: { key }, now: baton.now }, { ...deps, leads });
  };
  return { baton, deps, ada: id, take };
}

it('creates the lead of a new person, due for routing, with somebody accountable', async () => {
  const { baton, take } = await intake();
  const { outcome, lead } = await take('one', { email: 'bo@south.example' });
  expect(outcome).toBe('created');
  expect(await baton.lead(lead)).toMatchObject({
    ...{ source: 'webinar-tool', epoch: 0, accountable: 'dana', dueAt: expect.any(String) },
    ...{ stage: { state: 'received' }, touchpoints: [{ touch: 'webinar' }] },
  });
});

it('adds a touchpoint to the open lead of the same person', async () => {
  const { baton, ada, take } = await intake();
  expect(await take('one', ADA)).toEqual({ outcome: 'touched', lead: ada });
  expect((await baton.lead(ada)).touchpoints.map(({ touch }) => touch)).toEqual(['demo_request', 'webinar']);
});

it('does nothing for a submission it has seen', async () => {
  const { baton, ada, take } = await intake();
  await take('one', ADA);
  expect(await take('one', ADA)).toEqual({ outcome: 'repeated', lead: ada });
  expect((await baton.lead(ada)).touchpoints).toHaveLength(2);
});

it('finds out by its claims what the first look at them missed: a submission, and a person', async () => {
  const { baton, deps, ada, take } = await intake();
  await take('one', ADA);
  const leads = replaceMethods(deps.leads, {
    leadOfSubmission: async (key, options) => (options?.consistent ? deps.leads.leadOfSubmission(key) : undefined),
    leadOfPerson: async (key, options) => (options?.consistent ? deps.leads.leadOfPerson(key) : undefined),
  });
  expect(await take('one', ADA, leads)).toEqual({ outcome: 'repeated', lead: ada });
  expect(await take('two', ADA, leads)).toEqual({ outcome: 'touched', lead: ada });
  expect((await baton.lead(ada)).touchpoints).toHaveLength(3);
});

it('ends the lead of a submission it has seen, if the first attempt did not get as far as the list', async () => {
  const { baton, deps, ada, take } = await intake();
  await take('one', ADA);
  const [key = ''] = (await baton.lead(ada)).contactKeys ?? [];
  const entry = { id: 'dnc_1', at: baton.now, by: 'dana', because: 'request', kind: 'person', keys: [key] } as const;
  await deps.doNotContact.put(entry);
  expect(await take('one', ADA)).toEqual({ outcome: 'repeated', lead: ada });
  expect((await baton.lead(ada)).stage).toMatchObject({ state: 'closed', outcome: 'do_not_contact' });
});

it('never merges a test into a person’s lead', async () => {
  const { ada, take } = await intake();
  const { outcome, lead } = await take('one', { ...ADA, test: 'true' });
  expect([outcome, lead === ada]).toEqual(['created', false]);
});

it('fails when it keeps losing to other submissions, so that the delivery is retried', async () => {
  const { deps, ada, take } = await intake();
  const leads = replaceMethods(deps.leads, { commit: async () => ({ outcome: 'stale', lead: ada }) });
  await expect(take('one', { email: 'bo@south.example' }, leads)).rejects.toThrow('kept losing');
});

it('makes one lead of twenty posts at once with one external id, whoever they name', async () => {
  const { baton, take } = await intake();
  const posts = Array.from({ length: 20 }, (_, number) =>
    take(`post ${number}`, { email: `bo${number}@south.example` }, undefined, ['crm:77']),
  );
  const leads = new Set((await Promise.all(posts)).map(({ lead }) => lead));
  expect(leads.size).toBe(1);
  const [lead = ''] = leads;
  expect((await baton.lead(lead)).touchpoints).toHaveLength(20);
});

it('keeps all of twenty touchpoints of one person that come at once', async () => {
  const { baton, ada, take } = await intake();
  const posts = Array.from({ length: 20 }, (_, number) => take(`post ${number}`, ADA));
  expect((await Promise.all(posts)).map(({ outcome }) => outcome)).toEqual(Array(20).fill('touched'));
  expect((await baton.lead(ada)).touchpoints).toHaveLength(21);
});

it('keeps a lead small however often its person writes', async () => {
  const { baton, ada, take } = await intake();
  for (let post = 0; post < 250; post += 1) await take(`post ${post}`, ADA);
  const { submissionKeys = [] } = await baton.lead(ada);
  expect(submissionKeys).toHaveLength(200);
  expect(submissionKeys.at(-1)).toBe('post 249');
});

it.each([
  ['the address', {}, []],
  ['an external id', { email: 'ada@south.example' }, ['crm:77']],
] as const)('notes that a person known by %s came back after a rep had closed their lead', async (_, other, ids) => {
  const { baton, deps, take } = await intake();
  const first = await take('one', { email: 'bo@south.example' }, undefined, ids);
  const assigned = await commitOrThrow(deps.leads, assignToRep(await baton.lead(first.lead)));
  await commitOrThrow(deps.leads, closeLead(assigned, { outcome: 'disqualified' }));
  const again = await take('two', { email: 'bo@south.example', ...other }, undefined, ids);
  expect(again.outcome).toBe('created');
  expect((await baton.lead(again.lead)).comebacks).toEqual([baton.now]);
});
