import { describe, expect, it } from 'vitest';
import type { Account } from '../../shared/domain/accounts/account.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { passedOverRulesOf } from '../../shared/use-cases/routing/passed-over-rules.ts';
import { saveAccounts } from '../support/builders/account.ts';
import { aBaton, aDemoRequest, answerAsOwner, HOUR } from './a-baton.ts';
import { aWrittenPlan } from './written-plan.ts';

/** An ownership layer as a user would write it, and a team for everybody else. */
const PLAN = {
  teams: `
    sdr-emea: {manager: mia, hours: always, turn: weighted, cap: {open: 1}}
    ae:       {manager: ana, hours: always, turn: weighted, cap: {open: 1}}
    csm:      {manager: ivo, hours: always, turn: account_owner, otherwise: round_robin}`,
  rules: `
    - {rule: customer, when: {account.status: customer}, to: csm, sla: content, otherwise: sdr-emea}
    - {rule: open-deal, when: {account.open_deal: true}, to: {owner_of: deal}, otherwise: next}
    - {rule: known-account, when: {account.owner: known}, to: {owner_of: account}, cap: ignore, turn: not_charged, otherwise: next}
    - {rule: colleague, when: {same_company_lead: open}, to: {owner_of: that_lead}, otherwise: next}
    - {rule: others, to: sdr-emea, otherwise: catch-all}`,
};

const REPS: readonly Partial<Rep>[] = [
  { id: 'sam', teams: { 'sdr-emea': 1 } },
  { id: 'sue', teams: { 'sdr-emea': 1 } },
  { id: 'ada', teams: { ae: 1 } },
  { id: 'abe', teams: { ae: 1 } },
  { id: 'cal', teams: { csm: 1 } },
  { id: 'cyd', teams: { csm: 1 } },
];

async function anOffice(
  accounts: readonly Partial<Account>[],
  reps: readonly Partial<Rep>[] = [],
): Promise<VirtualBaton> {
  const baton = await aBaton({
    plan: aWrittenPlan(PLAN),
    reps: REPS.map((rep) => ({ ...rep, ...reps.find(({ id }) => id === rep.id) })),
  });
  await saveAccounts(baton.deps.accounts, ...accounts);
  return baton;
}

const from = (email: string, overrides: object = {}) =>
  aDemoRequest('ada', { email, name: `${email} North`, ...overrides });

async function ownerAndRule(baton: VirtualBaton, email: string, overrides: object = {}) {
  const { routing, stage } = await baton.lead(await baton.postOne(from(email, overrides)));
  return [routing?.route.rule, stage.state === 'assigned' ? stage.owner : stage.state];
}

describe('a lead of a known account', () => {
  it('goes to its CSM when it is a customer, and to any CSM in turn when it has none', async () => {
    const baton = await anOffice([
      { id: 'acme', status: 'customer', csm: 'cyd', owner: 'ada' },
      { id: 'bolt', status: 'customer', domains: ['bolt.example'] },
    ]);
    expect(await ownerAndRule(baton, 'x@acme.example')).toEqual(['customer', 'cyd']);
    expect(await ownerAndRule(baton, 'y@mail.acme.example')).toEqual(['customer', 'cyd']);
    expect(await ownerAndRule(baton, 'z@bolt.example')).toEqual(['customer', 'cal']);
  });

  it('goes to the owner of the deal while one is open, otherwise to the account owner, wherever it comes from', async () => {
    const baton = await anOffice([
      { id: 'acme', openDeal: true, dealOwner: 'abe', owner: 'ada' },
      { id: 'bolt', domains: ['bolt.example'], owner: 'ada' },
    ]);
    expect(await ownerAndRule(baton, 'x@acme.example', { country: 'US' })).toEqual(['open-deal', 'abe']);
    expect(await ownerAndRule(baton, 'x@bolt.example', { country: 'JP' })).toEqual(['known-account', 'ada']);
  });

  it('goes to its owner regardless of caps and without a turn, so none is credited back', async () => {
    const baton = await anOffice([{ owner: 'ada' }]);
    for (const who of ['one', 'two', 'three'])
      expect(await ownerAndRule(baton, `${who}@acme.example`)).toEqual(['known-account', 'ada']);
    expect(await baton.deps.reps.loadOf('ada')).toMatchObject({ open: 3 });
    const { ledger } = await baton.deps.leads.ledger('ae');
    expect(ledger.version).toBe(0);
    const id = await baton.postOne(from('four@acme.example'));
    await answerAsOwner(baton, id, { answer: 'misrouted', reason: 'spam' });
    expect((await baton.deps.leads.ledger('ae')).owed).toEqual([]);
  });

  it('is not assigned again to an owner who declined it', async () => {
    const baton = await anOffice([{ owner: 'ada' }]);
    const id = await baton.postOne(from('one@acme.example'));
    await answerAsOwner(baton, id, { answer: 'declined' });
    await baton.settle();
    expect(await baton.lead(id)).toMatchObject({ refusedBy: ['ada'], stage: { team: 'sdr-emea' } });
  });

  it('goes to the owner of the parent company if it has none', async () => {
    const baton = await anOffice([
      { id: 'holding', domains: ['holding.example'], owner: 'abe', segment: 'enterprise' },
      { id: 'middle', domains: [], parent: 'holding' },
      { id: 'acme', parent: 'middle' },
    ]);
    const lead = await baton.lead(await baton.postOne(from('x@acme.example')));
    expect(lead).toMatchObject({
      account: { account: 'acme', matchedBy: 'domain', isCertain: true },
      features: { 'account.owner': 'abe', 'account.segment': 'enterprise' },
      stage: { owner: 'abe' },
    });
  });

  it.each([
    ['has left', { id: 'ada', active: false }, undefined],
    ['is in no team of the plan', { id: 'ada', teams: { gone: 1 } }, 'no_owner'],
  ])('falls through to the next rule when its owner %s', async (_, rep, because) => {
    const baton = await anOffice([{ owner: 'ada' }], [rep]);
    const lead = await baton.lead(await baton.postOne(from('x@acme.example')));
    expect(lead.routing?.route.rule).toBe('others');
    if (because) expect(await passedOverRulesOf(lead, baton.deps)).toContainEqual({ rule: 'known-account', because });
  });

  it('moves on at once from an owner on leave while others are at work, and waits for one who is back soon', async () => {
    const leave = (hours: number) => ({
      id: 'ada',
      leaves: [{ from: '2026-11-01T00:00:00.000Z', until: `2026-11-23T${hours}:00:00.000Z` }],
    });
    const away = await anOffice([{ owner: 'ada' }], [leave(20)]);
    expect((await away.lead(await away.postOne(from('x@acme.example')))).stage).toMatchObject({ team: 'sdr-emea' });
    const soon = await anOffice([{ owner: 'ada' }], [leave(12)]);
    const id = await soon.postOne(from('x@acme.example'));
    expect((await soon.lead(id)).stage).toMatchObject({ state: 'waiting', because: 'all_closed' });
    await soon.advance(3 * HOUR);
    expect((await soon.lead(id)).stage).toMatchObject({ owner: 'ada' });
  });

  it('does not belong to a company when the mailbox is free', async () => {
    const baton = await anOffice([{ domains: ['gmail.com', 'acme.example'], owner: 'ada' }]);
    expect(await ownerAndRule(baton, 'ann@gmail.com')).toEqual(['others', 'sam']);
    expect(await ownerAndRule(baton, 'bob@gmail.com')).toEqual(['others', 'sue']);
    expect(await ownerAndRule(baton, 'cec@gmail.com', { website: 'https://www.acme.example/' })).toEqual([
      'known-account',
      'ada',
    ]);
  });
});

describe('a colleague of a person with an open lead', () => {
  it('goes to the same rep, and in turn once that lead is closed', async () => {
    const baton = await anOffice(
      [],
      [
        { id: 'sam', cap: { open: 5 } },
        { id: 'sue', cap: { open: 5 } },
      ],
    );
    const first = await baton.postOne(from('one@north.example'));
    expect(await ownerAndRule(baton, 'two@north.example')).toEqual(['colleague', 'sam']);
    expect(await ownerAndRule(baton, 'x@other.example')).toEqual(['others', 'sue']);
    expect(await ownerAndRule(baton, 'three@eu.north.example')).toEqual(['colleague', 'sam']);
    await answerAsOwner(baton, first, { answer: 'disqualified', reason: 'no_budget' });
    expect(await ownerAndRule(baton, 'four@north.example')).toEqual(['colleague', 'sam']);
    const open = (await baton.deps.leads.leadsOfCompany('domain:north.example', 10)).slice();
    for (const id of open) await answerAsOwner(baton, id, { answer: 'disqualified', reason: 'no_budget' });
    expect(await baton.deps.leads.leadsOfCompany('domain:north.example', 10)).toEqual([]);
    expect(await ownerAndRule(baton, 'five@north.example')).toEqual(['others', 'sue']);
  });

  it('is found under the account when the company has several domains', async () => {
    const baton = await anOffice([{ domains: ['acme.example', 'acme-labs.example'] }]);
    expect(await ownerAndRule(baton, 'one@acme.example')).toEqual(['others', 'sam']);
    const lead = await baton.lead(await baton.postOne(from('two@acme-labs.example')));
    expect(lead.features).toMatchObject({ same_company_lead: 'open', 'same_company_lead.owner': 'sam' });
  });
});

describe('a company known by its name only', () => {
  const named = (baton: VirtualBaton) => baton.postOne(from('ann@gmail.com', { company: 'ACME Gmbh & Co. KG' }));

  it('is suggested to a human and decides nothing', async () => {
    const baton = await anOffice([{ owner: 'ada' }]);
    const id = await named(baton);
    expect(await baton.lead(id)).toMatchObject({
      account: { account: 'acme', matchedBy: 'name', isCertain: false },
      routing: { route: { rule: 'others' } },
    });
    expect(await baton.deps.leads.accountReviews({ limit: 10 })).toEqual({ items: [id] });
  });

  it('counts at once where the plan trusts names', async () => {
    const baton = await aBaton({ plan: aWrittenPlan({ ...PLAN, more: 'accounts: {match: name}' }), reps: REPS });
    await saveAccounts(baton.deps.accounts, { owner: 'ada' });
    expect((await baton.lead(await named(baton))).routing?.route.rule).toBe('known-account');
  });

  it('is nobody when two companies share the name', async () => {
    const baton = await anOffice([{ owner: 'ada' }, { id: 'acme-us', name: 'Acme, Inc.', domains: [] }]);
    expect((await baton.lead(await named(baton))).account).toBeUndefined();
  });
});

it('a company that is no longer known is forgotten when the lead is routed again', async () => {
  const baton = await anOffice([{ owner: 'ada' }]);
  const id = await baton.postOne(from('x@acme.example'));
  const [acme] = await baton.deps.accounts.list();
  if (acme) await baton.deps.accounts.remove(acme);
  await answerAsOwner(baton, id, { answer: 'misrouted', reason: 'territory' });
  await baton.settle();
  const { account, routing } = await baton.lead(id);
  expect([account, routing?.route.rule]).toEqual([undefined, 'others']);
});
