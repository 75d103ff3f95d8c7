import { describe, expect, it } from 'vitest';
import type { BatchDecision } from '../../../shared/domain/assignment/batch-decision.ts';
import { replayLead } from '../../../shared/use-cases/routing/replay-lead.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, postMany } from '../../scenarios/a-baton.ts';
import { AES, aHandedOffLead, qualify, SDRS, TO_AE } from '../../scenarios/handed-off-lead.ts';
import { aCalendar, aDraft, aPlan, aTeam } from '../../support/builders/plan.ts';

const EQUAL = { outcome: 'equal' };

async function anOffice() {
  const baton = await aBaton({
    reps: [
      { id: 'kim', cap: { open: 4 } },
      { id: 'lea', zone: 'America/New_York', hours: 'office' },
      { id: 'max', leaves: [{ from: '2026-11-20T00:00:00.000Z', until: '2026-12-01T00:00:00.000Z' }] },
    ],
  });
  const replay = async (id: string) => replayLead(await baton.lead(id), baton.deps);
  return { baton, replay };
}

type Office = Awaited<ReturnType<typeof anOffice>>;

/** Everybody gets other hours, leaves, caps and teams, and the plan sends every lead elsewhere. */
async function changeEverything({ baton }: Office): Promise<void> {
  for (const id of ['kim', 'lea', 'max']) {
    const rep = await baton.deps.reps.get(id);
    if (!rep) throw new Error(`no rep ${id}`);
    const next = {
      ...rep,
      teams: { ae: 3 },
      zone: 'Asia/Tokyo',
      leaves: [],
      cap: { open: 1 },
      version: rep.version + 1,
    };
    await baton.deps.reps.save(next, { rep: id, version: next.version, at: baton.now, teams: ['ae'] });
  }
  const plan = aPlan({ layers: [], calendars: { always: aCalendar('09:00', '11:00') } });
  const teams = { ae: aTeam({ id: 'ae', turn: 'least_loaded' }) };
  await baton.deps.plans.activate(await baton.deps.plans.publish(aDraft({ plan: { ...plan, teams } })));
}

describe('replaying a lead', () => {
  it('gives the same route and the same rep after reps, calendars and the plan have changed', async () => {
    const office = await anOffice();
    const ids = await postMany(office.baton, 4, (index) => aDemoRequest(`ada-${index}`));
    await office.baton.settle();
    await changeEverything(office);
    for (const id of ids) {
      const { route, assignments } = await office.replay(id);
      expect(route).toEqual(EQUAL);
      expect(assignments).toMatchObject([EQUAL]);
    }
  });

  it('gives the same after later touchpoints, and for every assignment of its life', async () => {
    const { baton, replay } = await anOffice();
    const id = await baton.postOne(aDemoRequest());
    await baton.post(aDemoRequest('ada', { employees: '5000' }));
    await answerAsOwner(baton, id, { answer: 'declined', reason: 'no_capacity' });
    await baton.advance(DAY);
    const { route, assignments } = await replay(id);
    expect(route).toEqual(EQUAL);
    expect(assignments.length).toBeGreaterThan(1);
    expect(new Set(assignments.map(({ outcome }) => outcome))).toEqual(new Set(['equal']));
  });

  it('names a planted difference: another rep chosen, with the field and both values', async () => {
    const { baton, replay } = await anOffice();
    const id = await baton.postOne(aDemoRequest());
    const other = (await replay(id)).assignments[0];
    const [decision] = [...baton.deps.world.decisions.values()] as BatchDecision[];
    if (!decision || !other) throw new Error('nothing was decided');
    const leads = decision.record.leads.map((lead) => ({ ...lead, passedOver: {} }));
    baton.deps.world.decisions.set(decision.id, { ...decision, record: { ...decision.record, leads } });
    expect((await replay(id)).assignments).toEqual([
      {
        decision: decision.id,
        at: other.at,
        outcome: 'different',
        difference: { field: `leads.${id}.passedOver.off_shift`, decided: undefined, replayed: ['lea'] },
      },
    ]);
  });

  it('names a planted difference of the rule', async () => {
    const { baton } = await anOffice();
    const lead = await baton.lead(await baton.postOne(aDemoRequest()));
    if (!lead.routing) throw new Error('it was not routed');
    const forged = { ...lead, routing: { ...lead.routing, route: { ...lead.routing.route, rule: 'another' } } };
    const { rule } = lead.routing.route;
    expect((await replayLead(forged, baton.deps)).route).toEqual({
      outcome: 'different',
      difference: { field: 'rule', decided: 'another', replayed: rule },
    });
  });

  it('gives the same team, terms and targets of a hand-off, and of its return, whatever the plan says now', async () => {
    const { baton, id, sdr } = await aHandedOffLead();
    const replay = async () => (await replayLead(await baton.lead(id), baton.deps)).route;
    await baton.deps.plans.activate(await baton.deps.plans.publish(aDraft({ plan: aPlan({ handoff: [] }) })));
    expect((await baton.lead(id)).routing?.route).toMatchObject({ targets: [{ team: 'ae' }, { kind: 'queue' }] });
    expect(await replay()).toEqual(EQUAL);
    await answerAsOwner(baton, id, { answer: 'declined', reason: 'too_small' });
    await baton.settle();
    expect((await baton.lead(id)).routing?.route).toMatchObject({ targets: [{ only: sdr }, { team: 'sdr' }, {}] });
    expect(await replay()).toEqual(EQUAL);
  });

  it('gives the same hand-off by the features of then, also when only a hand-off row looks at them', async () => {
    const isDe = { kind: 'field', field: 'country', test: { op: 'in', values: ['DE'] } } as const;
    const { baton, id } = await aHandedOffLead({ rule: { when: isDe }, form: { country: 'DE' } });
    await baton.post(aDemoRequest('ada', { country: 'FR' }));
    const lead = await baton.lead(id);
    expect([lead.features.country, (await replayLead(lead, baton.deps)).route]).toEqual(['FR', EQUAL]);
  });

  it('does not claim to replay a hand-off whose features were changed before and after it', async () => {
    const isDe = { kind: 'field', field: 'country', test: { op: 'in', values: ['DE'] } } as const;
    const baton = await aBaton({ reps: [...SDRS, ...AES], plan: { handoff: [{ ...TO_AE, when: isDe }] } });
    const id = await baton.postOne(aDemoRequest('ada', { country: 'FR' }));
    await baton.post(aDemoRequest('ada', { country: 'DE' }));
    await answerAsOwner(baton, id, { answer: 'contacted' });
    await qualify(baton, id);
    const replay = async () => (await replayLead(await baton.lead(id), baton.deps)).route;
    expect(await replay()).toEqual(EQUAL);
    await baton.post(aDemoRequest('ada', { country: 'AT' }));
    expect(await replay()).toEqual({ outcome: 'not_kept', because: 'features' });
  });

  it('names a planted difference of a hand-off', async () => {
    const { baton, id } = await aHandedOffLead();
    const lead = await baton.lead(id);
    if (!lead.handoff) throw new Error('it was not handed off');
    const forged = { ...lead, handoff: { ...lead.handoff, maxReturns: 9 } };
    expect((await replayLead(forged, baton.deps)).route).toEqual({
      outcome: 'different',
      difference: { field: 'terms.maxReturns', decided: 9, replayed: 2 },
    });
  });

  it('does not claim to replay what is not kept', async () => {
    const { baton, replay } = await anOffice();
    const id = await baton.postOne(aDemoRequest());
    for (const [key, decision] of baton.deps.world.decisions) {
      const { inputs: _, ...record } = decision.record;
      baton.deps.world.decisions.set(key, { ...decision, record });
    }
    expect((await replay(id)).assignments).toMatchObject([{ outcome: 'not_kept', because: 'inputs' }]);
  });
});
