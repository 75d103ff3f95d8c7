import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { recordActivity } from '../../shared/use-cases/answers/record-activity.ts';
import type { RecordAnswerInput } from '../../shared/use-cases/answers/record-answer.ts';
import { decideAccount } from '../../shared/use-cases/routing/decide-account.ts';
import { passedOverRulesOf } from '../../shared/use-cases/routing/passed-over-rules.ts';
import { saveAccounts } from '../support/builders/account.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aDraft } from '../support/builders/plan.ts';
import { aDemoRequest, answerAsOwner, DAY } from './a-baton.ts';
import { anErasableOffice, everything } from './an-erasable-office.ts';
import { expectInvariants } from './invariants.ts';
import { aWrittenPlan } from './written-plan.ts';

const TEAMS = `
  sdr: {manager: mia, hours: always, turn: weighted}
  sdr-us: {manager: mia, hours: always, turn: weighted}
  ae:  {manager: ana, hours: always, turn: weighted}`;

/** Rules that ask for what the sender states, for what is known of the account, and for what the lead has done. */
const PLAN = aWrittenPlan({
  teams: TEAMS,
  more: 'fields: {employees: {type: range}}',
  rules: `
    - {rule: jobs, when: {page: {starts: /careers}}, close: job}
    - {rule: customer, when: {account.status: customer}, to: ae}
    - {rule: big, when: {employees: 1000+}, to: ae}
    - {rule: by-region, when: {country: [DE, FR, US]}, to: "sdr-{country}"}
    - {rule: keen, when: {score: 60+}, to: ae}
    - {rule: webinar, when: {touch: webinar}, nurture: newsletter, owner: dana, after: 14d}
    - {rule: unclear, when: {country: unknown}, to: sdr}
    - {rule: rest, when: {touch: demo_request}, to: sdr}`,
});

const EXPLANATION = [
  { rule: 'jobs', because: { field: 'page' } },
  { rule: 'customer', because: { field: 'account.status' } },
  { rule: 'big', because: { field: 'employees' } },
  { rule: 'by-region', because: 'no_team' },
  { rule: 'keen', because: { field: 'score' } },
  { rule: 'webinar', because: { field: 'touch' } },
  { rule: 'unclear', because: { field: 'country' } },
];

async function anOffice() {
  const office = await anErasableOffice({ plan: PLAN });
  const { baton } = office;
  const explain = async (id: string) => passedOverRulesOf(await baton.lead(id), baton.deps);
  return { ...office, explain };
}

/** A lead that was routed by the last rule, and everything that makes it another lead for the rules afterwards. */
async function aLeadThatChanges() {
  const office = await anOffice();
  const id = await office.baton.postOne(aDemoRequest('ada', { country: 'DE' }));
  return { ...office, id };
}

async function publishOther({ deps }: VirtualBaton): Promise<void> {
  const plan = aWrittenPlan({ teams: TEAMS, rules: '- {rule: everybody, to: ae}' });
  await deps.plans.activate(await deps.plans.publish(aDraft({ plan })));
}

describe('why a rule took a lead', () => {
  it('is not in the lead, and is answered by every rule before it', async () => {
    const { baton, id, explain } = await aLeadThatChanges();
    expect((await baton.lead(id)).routing?.route).toMatchObject({ rule: 'rest' });
    expect(JSON.stringify([...baton.deps.world.leads])).not.toContain('passedOver');
    expect(await explain(id)).toEqual(EXPLANATION);
  });

  it('stays the same after later touchpoints, a decision about its account and a new plan', async () => {
    const { baton, id, explain } = await aLeadThatChanges();
    await saveAccounts(baton.deps.accounts, { id: 'acme', status: 'customer' });
    await baton.post(aDemoRequest('ada', { country: 'FR', employees: '5000', page: '/careers' }));
    expect((await baton.lead(id)).features).toMatchObject({ employees: 5000 });
    expect(await explain(id)).toEqual(EXPLANATION);
    await publishOther(baton);
    const activity = { lead: id, kind: 'webinar', direction: 'inbound', at: baton.now, key: 'one' } as const;
    await recordActivity(activity, baton.now, baton.deps);
    await decideAccount({ leadId: id, account: 'acme', by: 'dana', now: baton.now }, baton.deps);
    expect((await baton.lead(id)).features).toMatchObject({ 'account.status': 'customer' });
    expect(await explain(id)).toEqual(EXPLANATION);
    expect(baton.deps.world.routedFeatures.size).toBe(1);
    await expectInvariants(baton);
  });

  it('stays the same when a decision about its account alone has changed what it is', async () => {
    const { baton, id, explain } = await aLeadThatChanges();
    await saveAccounts(baton.deps.accounts, { id: 'acme', status: 'customer' });
    const decided = await decideAccount({ leadId: id, account: 'acme', by: 'dana', now: baton.now }, baton.deps);
    expect(decided).toMatchObject({ lead: { features: { 'account.status': 'customer' } } });
    expect(await explain(id)).toEqual(EXPLANATION);
  });

  it.each<readonly [string, readonly RecordAnswerInput['answer'][]]>([
    ['closed', [{ answer: 'contacted' }, { answer: 'disqualified', reason: 'no_need' }]],
    ['received', [{ answer: 'contacted' }, { answer: 'not_now', until: addSeconds(MONDAY, 3 * DAY) }]],
  ])('stays the same in every state, until it is %s', async (last, answers) => {
    const { baton, id, explain } = await aLeadThatChanges();
    const states: string[] = [];
    const look = async () => {
      states.push((await baton.lead(id)).stage.state);
      expect(await explain(id)).toEqual(EXPLANATION);
    };
    await look();
    await baton.post(aDemoRequest('ada', { employees: '5000' }));
    for (const answer of answers) {
      expect(await answerAsOwner(baton, id, answer)).toMatchObject({ outcome: 'done' });
      await look();
    }
    // Back from nurture, and not yet routed again: the earlier decision is still the one in force.
    const activity = { lead: id, kind: 'reply', direction: 'inbound', at: baton.now, key: 'one' } as const;
    await recordActivity(activity, baton.now, baton.deps);
    await look();
    expect(states).toEqual(['assigned', 'working', last === 'closed' ? last : 'nurturing', last]);
  });

  it('is that of the new decision once it is routed again, whatever was kept for the earlier one', async () => {
    const { baton, id, explain } = await aLeadThatChanges();
    await baton.post(aDemoRequest('ada', { employees: '5000' }));
    await answerAsOwner(baton, id, { answer: 'not_now', until: addSeconds(baton.now, DAY) });
    await baton.advance(2 * DAY);
    const lead = await baton.lead(id);
    expect(lead.routing?.route.rule).toBe('big');
    expect(lead.routing?.featuresKept).toBeUndefined();
    expect(await explain(id)).toEqual(EXPLANATION.slice(0, 2));
    await baton.post(aDemoRequest('ada', { page: '/careers' }));
    expect(await explain(id)).toEqual(EXPLANATION.slice(0, 2));
  });
});

describe('after the person of a lead was erased', () => {
  it.each(['as it was routed', 'after it changed'])('the explanation stays, %s', async (when) => {
    const { baton, id, explain, forget } = await aLeadThatChanges();
    if (when === 'after it changed') await baton.post(aDemoRequest('ada', { employees: '5000', country: 'FR' }));
    await forget({ by: 'lead', lead: id });
    await publishOther(baton);
    expect((await baton.lead(id)).stage.state).toBe('closed');
    expect(await explain(id)).toEqual(EXPLANATION);
    expect(baton.deps.world.routedFeatures.size).toBe(0);
  });

  it('no word of them is left of what they were routed by', async () => {
    const { baton, w, canaries, records, person, forget } = await anOffice();
    const page = (word: string) => ({ ...person, country: 'DE', page: `/${word}` });
    const id = await baton.postOne(page(w('page')));
    await baton.post({ ...page(w('other page')), employees: '5000' });
    expect(canaries.in(JSON.stringify([...baton.deps.world.routedFeatures]))).toEqual(['page']);
    await forget({ by: 'lead', lead: id });
    expect(canaries.in(await everything(baton, records))).toEqual([]);
  });
});
