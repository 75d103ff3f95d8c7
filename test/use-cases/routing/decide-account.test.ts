import { expect, it } from 'vitest';
import { InMemoryAccountStore } from '../../../shared/adapters/in-memory/in-memory-account-store.ts';
import { createWorld } from '../../../shared/adapters/in-memory/in-memory-world.ts';
import { type DecideAccountInput, decideAccount } from '../../../shared/use-cases/routing/decide-account.ts';
import { routeLead } from '../../../shared/use-cases/routing/route-lead.ts';
import { answerAsOwner } from '../../scenarios/a-baton.ts';
import { TO_AE } from '../../scenarios/handed-off-lead.ts';
import { saveAccounts } from '../../support/builders/account.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { anAssignedLead, aReceivedLead, aRoutedLead, type StoppedBaton } from '../stopped-baton.ts';

/** Ada wrote from a free mailbox and named Acme, so that Acme is a suggestion. Bolt is another account. */
const FORM = { email: 'ada@gmail.com', company: 'Acme GmbH' };

type Start = typeof aReceivedLead;

/** Starts with these accounts and this lead. */
async function withAccounts(start: Start, options: Parameters<Start>[0] = {}): Promise<StoppedBaton> {
  const world = createWorld();
  const accounts = new InMemoryAccountStore(world);
  await saveAccounts(accounts, { status: 'customer' }, { id: 'bolt', name: 'Bolt', domains: [] });
  return start({ ...options, world }, FORM);
}

function decide(
  { baton, deps, id }: StoppedBaton,
  account: string | null = 'acme',
  input: Partial<DecideAccountInput> = {},
) {
  return decideAccount({ leadId: id, account, by: 'mia', now: baton.now, ...input }, deps);
}

const lastEventOf = async ({ deps, id }: StoppedBaton) => (await deps.leads.timeline(id)).at(-1);

it.each([
  ['corrects', 'bolt', { because: 'corrected', account: 'bolt' }, { account: 'bolt' }],
  ['refuses', null, { because: 'corrected' }, {}],
] as const)(
  '%s the account of a lead, in the person’s name, and leaves it with its owner',
  async (_, account, data, match) => {
    const started = await withAccounts(anAssignedLead);
    const before = await started.baton.lead(started.id);
    expect((await decide(started, account)).outcome).toBe('done');
    expect(await lastEventOf(started)).toMatchObject({
      type: 'AccountDecided',
      data,
      actor: { kind: 'person', id: 'mia' },
    });
    const after = await started.baton.lead(started.id);
    expect(after.account).toEqual({ ...match, matchedBy: 'person', isCertain: true });
    expect(after).toMatchObject({ stage: before.stage, dueAt: before.dueAt, score: before.score });
  },
);

it('confirms a suggested account, which then counts with its facts', async () => {
  const started = await withAccounts(anAssignedLead);
  const { baton, id } = started;
  expect(await baton.lead(id)).toMatchObject({ account: { account: 'acme', matchedBy: 'name', isCertain: false } });
  await decide(started);
  expect(await lastEventOf(started)).toMatchObject({ data: { because: 'confirmed', account: 'acme' } });
  expect(await baton.lead(id)).toMatchObject({
    account: { account: 'acme', matchedBy: 'person', isCertain: true },
    features: { 'account.status': 'customer', score: 45, band: 'warm' },
  });
});

it('has a waiting lead routed again by the plan in force', async () => {
  const started = await withAccounts(aRoutedLead);
  await decide(started);
  expect(await started.baton.lead(started.id)).toMatchObject({
    stage: { state: 'received', attempts: 0 },
    accountable: 'dana',
  });
  expect((await lastEventOf(started))?.data).not.toHaveProperty('stays');
});

async function deactivatePlan({ deps }: StoppedBaton): Promise<void> {
  deps.world.activePlan = undefined;
}

async function qualifyLead({ baton, id }: StoppedBaton): Promise<void> {
  await answerAsOwner(baton, id, { answer: 'qualified' });
}

it.each([
  ['there is no plan', aRoutedLead, deactivatePlan],
  ['it was handed off', anAssignedLead, qualifyLead],
])('leaves a waiting lead where it is when %s', async (_, start, prepare) => {
  const started = await withAccounts(start, { plan: { handoff: [TO_AE] } });
  await prepare(started);
  const { stage } = await started.baton.lead(started.id);
  expect(stage.state).toBe('waiting');
  expect((await decide(started)).outcome).toBe('done');
  expect((await started.baton.lead(started.id)).stage).toEqual(stage);
  expect(await lastEventOf(started)).toMatchObject({ data: { stays: true } });
});

it('saves what it found before the decision when routing has not taken the lead yet', async () => {
  const started = await withAccounts(aReceivedLead);
  const { baton, deps, id } = started;
  const saved: string[] = [];
  const leads = replaceMethods(deps.leads, {
    saveEnrichment: async (lead, found) => {
      saved.push('enrichment');
      return deps.leads.saveEnrichment(lead, found);
    },
    commit: async (change) => {
      saved.push('decision');
      return deps.leads.commit(change);
    },
  });
  await decide({ ...started, deps: { ...deps, leads } });
  expect(saved).toEqual(['enrichment', 'decision']);
  expect(await deps.leads.loadEnrichment(id)).toMatchObject({ features: { 'account.status': 'customer' } });
  expect((await routeLead({ lead: id }, baton.now, deps)).outcome).toBe('done');
  expect((await baton.lead(id)).features).toMatchObject({ 'account.status': 'customer' });
});

it.each([
  ['an account that nobody knows', 'unknown_account', 'zeta', async () => {}],
  ['the same account again', 'already_recorded', 'acme', (started: StoppedBaton) => decide(started)],
  ['no account again', 'already_recorded', null, (started: StoppedBaton) => decide(started, null)],
  [
    'a closed lead',
    'closed',
    'acme',
    ({ baton, id }: StoppedBaton) => answerAsOwner(baton, id, { answer: 'converted' }),
  ],
] as const)('refuses %s, and changes nothing', async (_, because, account, prepare) => {
  const started = await withAccounts(anAssignedLead);
  await prepare(started);
  const before = await started.baton.lead(started.id);
  expect(await decide(started, account)).toEqual({ outcome: 'refused', because });
  expect(await started.baton.lead(started.id)).toEqual(before);
});

it('refuses a lead that is not stored', async () => {
  const started = await withAccounts(aRoutedLead);
  expect(await decide(started, 'acme', { leadId: 'lead_nobody' })).toMatchObject({ because: 'no_such_lead' });
});

it('decides again on the lead as it is when it changed meanwhile', async () => {
  const started = await withAccounts(aRoutedLead);
  const { deps } = started;
  let first = true;
  const leads = replaceMethods(deps.leads, {
    commit: async (change) => {
      if (first) await decide(started, 'acme', { by: 'dana' });
      first = false;
      return deps.leads.commit(change);
    },
  });
  const raced = await decide({ ...started, deps: { ...deps, leads } });
  expect(raced).toEqual({ outcome: 'refused', because: 'already_recorded' });
  expect(await lastEventOf(started)).toMatchObject({ actor: { id: 'dana' } });
});
