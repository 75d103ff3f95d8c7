import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import type { HandoffRule } from '../../shared/domain/plan/handoff.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { assignTeam } from '../../shared/use-cases/assignment/assign-team.ts';
import { decideAccount } from '../../shared/use-cases/routing/decide-account.ts';
import { enrichLead } from '../../shared/use-cases/routing/enrich-lead.ts';
import { routeLead } from '../../shared/use-cases/routing/route-lead.ts';
import { saveAccounts } from '../support/builders/account.ts';
import { aBaton, aDemoRequest, answerAsOwner, HOUR } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';
import { aWrittenPlan } from './written-plan.ts';

/** Ada owns Acme. Leads of unknown companies go to Kim, webinar leads to a review queue. */
const PLAN = aWrittenPlan({
  teams: `
    sdr: {manager: mia, hours: always}
    ae:  {manager: ana, hours: always}`,
  rules: `
    - {rule: known-account, when: {account.owner: known}, to: {owner_of: account}, otherwise: next}
    - {rule: live, when: {touch: demo_request}, to: sdr}`,
});

async function anOffice(options: Parameters<typeof aBaton>[0] = {}): Promise<VirtualBaton> {
  const baton = await aBaton({ plan: PLAN, reps: [{ id: 'kim' }, { id: 'ada', teams: { ae: 1 } }], ...options });
  await saveAccounts(baton.deps.accounts, { owner: 'ada' }, { id: 'bolt', name: 'Bolt', domains: [] });
  return baton;
}

const suggested = (touch = 'demo_request') =>
  aDemoRequest('ann', { email: 'ann@gmail.com', company: 'Acme Inc.', touch });

const decide = (baton: VirtualBaton, leadId: string, account: string | null) =>
  decideAccount({ leadId, account, by: 'mia', now: baton.now }, baton.deps);

describe('a person who decides which account a lead belongs to', () => {
  it('has an unowned lead routed again with the new account', async () => {
    const baton = await anOffice();
    const id = await baton.postOne(suggested('webinar'));
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'waiting', place: 'queue' });
    expect(await decide(baton, id, 'acme')).toMatchObject({ outcome: 'done', lead: { stage: { state: 'received' } } });
    await baton.settle();
    expect(await baton.lead(id)).toMatchObject({
      account: { account: 'acme', matchedBy: 'person', isCertain: true },
      features: { 'account.owner': 'ada' },
      stage: { state: 'assigned', owner: 'ada' },
    });
    expect(await baton.deps.leads.accountReviews({ limit: 10 })).toEqual({ items: [] });
  });

  it('leaves a lead with its owner, and the decision survives the next touchpoint', async () => {
    const baton = await anOffice();
    const id = await baton.postOne(suggested());
    expect(await baton.deps.leads.accountReviews({ limit: 10 })).toEqual({ items: [id] });
    await decide(baton, id, 'bolt');
    await baton.settle();
    await baton.post(suggested('pricing_page'));
    expect(await baton.lead(id)).toMatchObject({
      account: { account: 'bolt', matchedBy: 'person' },
      features: { 'account.match': 'person' },
      stage: { state: 'assigned', owner: 'kim' },
    });
    expect(await baton.deps.leads.leadsOfCompany('account:bolt', 10)).toEqual([id]);
  });

  it('does not end a handoff, and keeps the nurture counts', async () => {
    const on: HandoffRule = {
      ...{ on: 'qualified', to: 'ae', need: [], firstTouchSeconds: HOUR, acceptWithinSeconds: HOUR, times: 2 },
      otherwise: { kind: 'queue', id: 'catch-all' },
    };
    const baton = await anOffice({ plan: { ...PLAN, handoff: [on] }, switches: { doorbell: false, sweep: false } });
    const id = await baton.postOne(suggested());
    await assignTeam('sdr', baton.now, baton.deps);
    await answerAsOwner(baton, id, { answer: 'not_now', until: addSeconds(baton.now, HOUR) });
    await baton.advance(2 * HOUR);
    await assignTeam('sdr', baton.now, baton.deps);
    await answerAsOwner(baton, id, { answer: 'qualified' });
    const before = await baton.lead(id);
    expect(before.stage).toMatchObject({ state: 'waiting', workItem: { team: 'ae' } });
    await decide(baton, id, 'acme');
    await baton.settle();
    const after = await baton.lead(id);
    expect(after).toMatchObject({ stage: before.stage, handoff: { state: 'offered' }, features: { cycle: 1 } });
    await expectInvariants(baton);
  });

  it('can decide that it is none, and the system does not suggest one again', async () => {
    const baton = await anOffice();
    const id = await baton.postOne(suggested());
    await decide(baton, id, null);
    await baton.post(suggested('pricing_page'));
    const { account, features } = await baton.lead(id);
    expect(account).toEqual({ matchedBy: 'person', isCertain: true });
    expect(Object.keys(features).filter((name) => name.startsWith('account.'))).toEqual([]);
    expect(await baton.deps.leads.accountReviews({ limit: 10 })).toEqual({ items: [] });
  });

  it('can decide while the lead still waits for routing', async () => {
    const baton = await anOffice({ switches: { events: false } });
    const id = await baton.postOne(suggested('webinar'));
    await decide(baton, id, 'acme');
    await baton.advance(180);
    expect((await baton.lead(id)).routing?.route.rule).toBe('known-account');
  });

  it('is not overruled by an earlier enrichment that is saved later', async () => {
    const baton = await anOffice({ switches: { events: false } });
    const id = await baton.postOne(suggested('webinar'));
    await enrichLead(id, baton.now, baton.deps);
    const before = await baton.deps.leads.loadEnrichment(id);
    await decide(baton, id, 'bolt');
    await baton.deps.leads.saveEnrichment(id, before ?? { resultId: 'none', features: {}, guessedFields: [] });
    expect(await routeLead({ lead: id }, baton.now, baton.deps)).toEqual({
      outcome: 'refused',
      because: 'not_enriched',
    });
    await baton.advance(600);
    expect(await baton.lead(id)).toMatchObject({
      account: { account: 'bolt', matchedBy: 'person' },
      features: { 'account.match': 'person' },
    });
    expect((await baton.lead(id)).routing).toBeDefined();
  });

  it.each([
    ['an unknown account', 'zeta', 'unknown_account'],
    ['the same decision again', 'acme', 'already_recorded'],
  ])('is refused for %s', async (_, account, because) => {
    const baton = await anOffice();
    const id = await baton.postOne(suggested());
    await decide(baton, id, 'acme');
    expect(await decide(baton, id, account)).toEqual({ outcome: 'refused', because });
  });
});
