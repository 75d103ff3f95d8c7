import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { MAX_OPEN_DEALS } from '../../../shared/domain/lead/open-deal.ts';
import { type DealPlace, followOpenDeal } from '../../../shared/use-cases/answers/follow-open-deal.ts';
import { assignManually } from '../../../shared/use-cases/assignment/assign-manually.ts';
import { assignTeam } from '../../../shared/use-cases/assignment/assign-team.ts';
import { enrichLead } from '../../../shared/use-cases/routing/enrich-lead.ts';
import { routeLead } from '../../../shared/use-cases/routing/route-lead.ts';
import { aDemoRequest, answerAsOwner } from '../../scenarios/a-baton.ts';
import { expectInvariants } from '../../scenarios/invariants.ts';
import { anAssignedLead, aReceivedLead, type StoppedBaton } from '../stopped-baton.ts';

const KEY = 'hubspot-deal:501';
const deal = { stages: { appointmentscheduled: 2, contractsent: 0.5 }, otherwise: 1 };
const WEIGHING = { plan: { capacity: { working: 1, qualified: 0.5, deal } } };

/** A lead that Kim works on, by a plan with weights for deals. */
async function aWorkedLead(options: Parameters<typeof anAssignedLead>[0] = WEIGHING): Promise<StoppedBaton> {
  const started = await anAssignedLead(options);
  await answerAsOwner(started.baton, started.id, { answer: 'contacted' });
  return started;
}

/** Another lead that waits in the team's queue. */
async function routeAnother({ baton, deps }: StoppedBaton): Promise<string> {
  const lead = await baton.postOne(aDemoRequest('bo'));
  await enrichLead(lead, baton.now, deps);
  await routeLead({ lead }, baton.now, deps);
  return lead;
}

function follow({ baton, deps, id }: StoppedBaton, open: DealPlace['open'], more: Partial<DealPlace> = {}) {
  const place = { key: KEY, leads: [id], via: 'hubspot', ...(open && { open }), ...more };
  return followOpenDeal(place, addSeconds(baton.now, 100), deps);
}

const inStage = (stage: string, rep = 'kim') => ({ stage, rep });
const loadOf = async ({ deps }: StoppedBaton, rep = 'kim') => (await deps.reps.loadOf(rep)).open;
const lastEvent = async ({ deps, id }: StoppedBaton) => (await deps.leads.timeline(id)).at(-1);

describe('an open deal', () => {
  it('takes the slots of its stage from its owner’s load, and the timeline says so', async () => {
    const started = await aWorkedLead();
    expect(await follow(started, inStage('appointmentscheduled'))).toEqual([started.id]);
    expect(await loadOf(started)).toBe(2);
    expect(await lastEvent(started)).toMatchObject({
      type: 'DealMoved',
      actor: { kind: 'system' },
      data: { deal: KEY, stage: 'appointmentscheduled', rep: 'kim', via: 'hubspot', weight: 2 },
    });
    await follow(started, inStage('contractsent'));
    expect(await loadOf(started)).toBe(0.5);
    await expectInvariants(started.baton);
  });

  it('says nothing twice', async () => {
    const started = await aWorkedLead();
    await follow(started, inStage('contractsent'));
    expect(await follow(started, inStage('contractsent'))).toEqual([]);
  });

  it('has names of stages without blanks in events', async () => {
    const started = await aWorkedLead();
    await follow(started, inStage('Needs Analysis'));
    expect((await lastEvent(started))?.data).toMatchObject({ stage: 'Needs_Analysis' });
    expect((await started.baton.lead(started.id)).deals).toMatchObject([{ stage: 'Needs Analysis' }]);
  });

  it('counts as what it is for how far the lead is, once it is over or nobody’s', async () => {
    const started = await aWorkedLead();
    await follow(started, inStage('appointmentscheduled'));
    await answerAsOwner(started.baton, started.id, { answer: 'qualified' });
    expect(await loadOf(started)).toBe(2);
    await follow(started, undefined, { leads: [] });
    expect(await loadOf(started)).toBe(0.5);
    expect((await lastEvent(started))?.data).toEqual({ deal: KEY, via: 'hubspot', weight: 0.5 });
  });

  it('is no work of the lead’s owner if another rep has it', async () => {
    const started = await aWorkedLead();
    await follow(started, inStage('appointmentscheduled'));
    await follow(started, inStage('appointmentscheduled', 'lea'));
    expect(await loadOf(started)).toBe(1);
  });

  it('counts from the first response on', async () => {
    const started = await anAssignedLead(WEIGHING);
    await follow(started, inStage('appointmentscheduled'));
    expect(await loadOf(started)).toBe(1);
    await answerAsOwner(started.baton, started.id, { answer: 'contacted' });
    expect(await loadOf(started)).toBe(2);
    expect((await lastEvent(started))?.data).toMatchObject({ weight: 2 });
  });

  it('may take a rep over the cap, who then gets no lead until it falls', async () => {
    const options = { ...WEIGHING, reps: [{ id: 'kim', cap: { open: 2 } }] };
    const started = await aWorkedLead(options);
    const { baton, deps } = started;
    await follow(started, { stage: 'appointmentscheduled', rep: 'kim' });
    await follow(started, { stage: 'appointmentscheduled', rep: 'kim' }, { key: 'hubspot-deal:502' });
    expect(await loadOf(started)).toBe(4);
    const next = await routeAnother(started);
    await assignTeam('sdr', baton.now, deps);
    expect((await baton.lead(next)).stage.state).toBe('waiting');
    await follow(started, { stage: 'contractsent', rep: 'kim' });
    await follow(started, { stage: 'contractsent', rep: 'kim' }, { key: 'hubspot-deal:502' });
    expect(await loadOf(started)).toBe(1);
    await assignTeam('sdr', baton.now, deps);
    expect((await baton.lead(next)).stage).toMatchObject({ state: 'assigned', owner: 'kim' });
    expect(await loadOf(started)).toBe(2);
  });

  it('goes with the lead to nobody else: the next owner is not the deal’s', async () => {
    const started = await aWorkedLead({ ...WEIGHING, reps: [{ id: 'kim' }, { id: 'lea' }] });
    const { baton, deps, id } = started;
    const { stage, epoch } = await baton.lead(id);
    const owner = stage.state === 'working' ? stage.owner : '';
    const other = owner === 'kim' ? 'lea' : 'kim';
    await follow(started, inStage('appointmentscheduled', owner));
    await assignManually(
      { leadId: id, epoch, rep: other, by: 'mia', overCap: true, now: baton.now, reason: 'x' },
      deps,
    );
    expect([await loadOf(started, owner), await loadOf(started, other)]).toEqual([0, 1]);
    await answerAsOwner(baton, id, { answer: 'contacted' });
    expect(await loadOf(started, other)).toBe(1);
    await follow(started, inStage('appointmentscheduled', other));
    expect(await loadOf(started, other)).toBe(2);
    await expectInvariants(baton);
  });

  it('is kept by one lead alone, and moves to one that it is about now', async () => {
    const started = await aWorkedLead();
    const { baton, deps, id } = started;
    const other = await routeAnother(started);
    await assignTeam('sdr', baton.now, deps);
    await answerAsOwner(baton, other, { answer: 'contacted' });
    expect(await follow(started, inStage('appointmentscheduled'), { leads: [id, other] })).toEqual([id]);
    expect(await follow(started, inStage('contractsent'), { leads: [other, id] })).toEqual([id]);
    expect(await follow(started, inStage('contractsent'), { leads: [other] })).toEqual([id, other]);
    expect(await loadOf(started)).toBe(1.5);
    const [before, after] = [await baton.lead(id), await baton.lead(other)];
    expect([before.deals, after.deals]).toMatchObject([[], [{ key: KEY }]]);
    expect([before.externalIds.includes(KEY), after.externalIds.includes(KEY)]).toEqual([false, true]);
    await answerAsOwner(baton, other, { answer: 'disqualified', reason: 'no_need' });
    expect(await follow(started, inStage('contractsent'), { leads: [id, other] })).toEqual([id]);
    await expectInvariants(baton);
  });

  it('is kept by the lead that the deal’s rep has, if it is about others too', async () => {
    const started = await aWorkedLead({ ...WEIGHING, reps: [{ id: 'kim' }, { id: 'lea' }] });
    const { baton, deps, id } = started;
    const waiting = await routeAnother(started);
    const { stage } = await baton.lead(id);
    const owner = stage.state === 'working' ? stage.owner : '';
    expect(await follow(started, inStage('contractsent', owner), { leads: [waiting, id] })).toEqual([id]);
    const stranger = owner === 'kim' ? 'lea' : 'kim';
    const other = { key: 'hubspot-deal:502', leads: [waiting, id] };
    expect(await follow(started, inStage('contractsent', stranger), other)).toEqual([waiting]);
    expect((await deps.leads.load(waiting))?.deals).toMatchObject([{ rep: stranger }]);
  });

  it.each([
    ['a plan without weights for deals', { plan: { capacity: { working: 0.5, qualified: 0.5 } } }],
    ['a plan without parts of slots', {}],
  ])('changes nothing by %s', async (_, options) => {
    const started = await aWorkedLead(options);
    const before = await started.baton.lead(started.id);
    expect(await follow(started, inStage('appointmentscheduled'))).toEqual([]);
    expect(await started.baton.lead(started.id)).toEqual(before);
  });

  it('changes nothing of a test lead, and nothing of a closed one', async () => {
    const test = await aReceivedLead(WEIGHING, { test: true });
    expect(await follow(test, inStage('appointmentscheduled'))).toEqual([]);
    const closed = await aWorkedLead();
    await answerAsOwner(closed.baton, closed.id, { answer: 'disqualified', reason: 'no_need' });
    expect(await follow(closed, inStage('appointmentscheduled'))).toEqual([]);
  });

  it('is left out while the lead has as many others as it may keep', async () => {
    const started = await aWorkedLead();
    for (let at = 0; at < MAX_OPEN_DEALS; at++)
      await follow(started, inStage('contractsent'), { key: `hubspot-deal:${at}` });
    expect(await follow(started, inStage('contractsent'), { key: 'hubspot-deal:more' })).toEqual([]);
    expect(await loadOf(started)).toBe(MAX_OPEN_DEALS * 0.5);
  });
});
