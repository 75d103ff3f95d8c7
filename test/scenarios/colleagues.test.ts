import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { Team } from '../../shared/domain/plan/team.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { assignManually } from '../../shared/use-cases/assignment/assign-manually.ts';
import { assignTeam } from '../../shared/use-cases/assignment/assign-team.ts';
import { changeRep } from '../../shared/use-cases/reps/change-rep.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aColleagueRule, aPlan, aRecycling, aTeam } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const EVENING = addSeconds(MONDAY, 11 * HOUR);
const NAMES = ['ada', 'ben', 'cyd', 'dov', 'eva'];

/** A plan that gives a lead to the owner of a colleague's lead, before any other rule. */
function aColleaguePlan(team: Partial<Team> = {}): Partial<Plan> {
  const { layers, teams } = aPlan();
  return {
    layers: [{ layer: 'relationship', rules: [aColleagueRule()] }, ...layers],
    teams: { ...teams, sdr: aTeam({ hours: 'office', ...team }) },
  };
}

const aColleague = (name: string, company = 'acme') => aDemoRequest(name, { email: `${name}@${company}.example` });

async function ownersOf(baton: VirtualBaton, ids: readonly string[]) {
  return Promise.all(
    ids.map(async (id) => {
      const { stage } = await baton.lead(id);
      return stage.state === 'assigned' ? stage.owner : stage.state;
    }),
  );
}

async function postOneByOne(baton: VirtualBaton, names: readonly string[], secondsBetween = 60) {
  const ids: string[] = [];
  for (const name of names) {
    ids.push(await baton.postOne(aColleague(name)));
    await baton.advance(secondsBetween);
  }
  return ids;
}

async function postTogether(baton: VirtualBaton, bodies: readonly object[]): Promise<readonly string[]> {
  const received = await baton.post([...bodies]);
  if (received.outcome !== 'processed') throw new Error('the delivery was not accepted');
  return received.leads;
}

describe('people of one company who write while nobody owns a lead of it', () => {
  it('get one rep when the team opens, with the rule that says why', async () => {
    const baton = await aBaton({ start: EVENING, plan: aColleaguePlan() });
    const ids = await postOneByOne(baton, NAMES);
    await baton.advance(12 * HOUR + 300);
    const owners = await ownersOf(baton, ids);
    expect(new Set(owners).size).toBe(1);
    expect(owners[0]).toMatch(/kim|lea|max/);
    for (const id of ids.slice(1)) expect((await baton.lead(id)).routing?.route.rule).toBe('colleague');
    expect((await baton.eventTypesOf(ids[0] ?? '')).filter((type) => type === 'LeadReconsidered')).toEqual([]);
    for (const id of ids.slice(1))
      expect((await baton.eventTypesOf(id)).filter((type) => type === 'LeadReconsidered')).toHaveLength(1);
    await expectInvariants(baton);
  });

  it('get one rep when they come in one body, others of the body in turn', async () => {
    const baton = await aBaton({ plan: aColleaguePlan() });
    const acme = NAMES.slice(0, 3).map((name) => aColleague(name));
    const others = ['fay', 'gil', 'hal'].map((name) => aColleague(name, `${name}-works`));
    const ids = await postTogether(baton, [...acme, ...others]);
    await baton.advance(300);
    const owners = await ownersOf(baton, ids);
    expect(new Set(owners.slice(0, 3)).size).toBe(1);
    expect(new Set(owners.slice(3)).size).toBeGreaterThan(1);
    await expectInvariants(baton);
  });

  it('get one rep when a large company fills more than a batch', async () => {
    const baton = await aBaton({ start: EVENING, plan: aColleaguePlan() });
    const bodies = Array.from({ length: 40 }, (_, index) => aColleague(`n${index}`));
    const ids = await postTogether(baton, bodies);
    await baton.advance(12 * HOUR + 300);
    expect(new Set(await ownersOf(baton, ids)).size).toBe(1);
  });

  it('are assigned in turn when the plan has no rule about colleagues', async () => {
    const plan = { teams: { ...aPlan().teams, sdr: aTeam({ hours: 'office' }) } };
    const baton = await aBaton({ start: EVENING, plan });
    const ids = await postOneByOne(baton, NAMES.slice(0, 3));
    await baton.advance(12 * HOUR + 300);
    expect(new Set(await ownersOf(baton, ids)).size).toBe(3);
  });

  it('do not get back a rep who refused, and are not sent round', async () => {
    const baton = await aBaton({ plan: aColleaguePlan({ hours: 'always' }) });
    const [first = '', second = ''] = await postTogether(baton, [aColleague('ada'), aColleague('ben')]);
    await baton.advance(120);
    const [owner = ''] = await ownersOf(baton, [first]);
    expect(await ownersOf(baton, [second])).toEqual([owner]);
    await answerAsOwner(baton, second, { answer: 'declined', reason: 'too_busy' });
    await baton.advance(120);
    const [next = ''] = await ownersOf(baton, [second]);
    expect(next).toMatch(/kim|lea|max/);
    expect(next).not.toBe(owner);
    expect((await baton.eventTypesOf(second)).filter((type) => type === 'LeadReconsidered')).toHaveLength(1);
  });
});

describe('a lead whose company somebody was given by hand', () => {
  const at = (name: string, domain: string, more = {}) => aDemoRequest(name, { email: `${name}@${domain}`, ...more });
  const owners = async (baton: VirtualBaton, id: string) =>
    (await baton.deps.leads.timeline(id)).flatMap((event) => (event.type === 'LeadAssigned' ? [event.data.rep] : []));

  async function give(baton: VirtualBaton, leadId: string, rep: string) {
    const { epoch } = await baton.lead(leadId);
    const by = { by: 'mia', reason: 'key_account', overCap: false, now: baton.now };
    expect(await assignManually({ leadId, epoch, rep, ...by }, baton.deps)).toMatchObject({ outcome: 'done' });
  }

  it.each([false, true])('gets the same owner; written again meanwhile: %s', async (again) => {
    const baton = await aBaton({ start: EVENING, plan: aColleaguePlan() });
    const id = await baton.postOne(at('carl', 'foo.example'));
    await give(baton, await baton.postOne(at('ann', 'foo.example')), 'max');
    if (again) await baton.postOne(at('carl', 'foo.example', { message: 'again' }));
    await baton.advance(12 * HOUR + 300);
    expect(await owners(baton, id)).toEqual(['max']);
  });

  it('is sent back once at most when routing and the queue see different colleagues', async () => {
    const switches = { doorbell: false, sweep: false, timers: false };
    const baton = await aBaton({ plan: aColleaguePlan({ hours: 'always' }), switches });
    await give(baton, await baton.postOne(at('ann', 'foo.example')), 'kim');
    await give(baton, await baton.postOne(at('bob', 'bar.example')), 'max');
    const max = await baton.deps.reps.get('max');
    if (!max) throw new Error('there is no such rep');
    await changeRep({ ...max, teams: {}, version: max.version + 1 }, baton.now, baton.deps);
    const id = await baton.postOne(at('carl', 'foo.example', { website: 'https://www.bar.example' }));
    for (let turn = 0; turn < 5; turn += 1) {
      await assignTeam('sdr', baton.now, baton.deps);
      await baton.advance(10);
    }
    expect((await baton.eventTypesOf(id)).filter((type) => type === 'LeadReconsidered')).toHaveLength(1);
    expect(await owners(baton, id)).toHaveLength(1);
  });

  it('waits for its last owner when the plan says so', async () => {
    const recycling = aRecycling({ returnsTo: { replied: 'same_owner', otherwise: 'same_owner' } });
    const baton = await aBaton({ start: addSeconds(MONDAY, 2 * HOUR), plan: { ...aColleaguePlan(), recycling } });
    const id = await baton.postOne(at('carl', 'foo.example'));
    await baton.advance(60);
    const [last = ''] = await owners(baton, id);
    await answerAsOwner(baton, id, { answer: 'contacted' });
    await answerAsOwner(baton, id, { answer: 'not_now', reason: 'later', until: addSeconds(EVENING, 3 * DAY) });
    await baton.advance(3 * DAY + 10 * HOUR);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'waiting', place: 'team' });
    await give(baton, await baton.postOne(at('ann', 'foo.example')), last === 'kim' ? 'lea' : 'kim');
    await baton.advance(14 * HOUR);
    expect((await owners(baton, id)).slice(0, 2)).toEqual([last, last]);
  });
});
