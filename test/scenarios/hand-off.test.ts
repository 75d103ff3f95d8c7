import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import type { HandoffRule } from '../../shared/domain/plan/plan.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { assignManually } from '../../shared/use-cases/assignment/assign-manually.ts';
import { changeRep } from '../../shared/use-cases/reps/change-rep.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aTeam } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, HOUR } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const TO_AE: HandoffRule = {
  on: 'qualified',
  to: 'ae',
  need: [],
  firstTouchSeconds: 4 * HOUR,
  warnSeconds: HOUR,
  acceptWithinSeconds: 8 * HOUR,
  otherwise: { kind: 'queue', id: 'catch-all' },
  times: 2,
};
const SDRS = [{ id: 'kim' }, { id: 'lea' }];
const AES = [
  { id: 'abe', teams: { ae: 1 } },
  { id: 'bea', teams: { ae: 1 } },
];
/** The AE's acceptance deadline, in seconds after the handoff. */
const ACCEPT_BY = 8 * HOUR;

type Options = NonNullable<Parameters<typeof aBaton>[0]>;

/** Builds a lead that its SDR has contacted and qualified, and lets everything due happen. */
async function aHandedOffLead(
  options: Options & { readonly rule?: Partial<HandoffRule>; readonly form?: object } = {},
) {
  const { rule, form, plan, reps = [...SDRS, ...AES], ...rest } = options;
  const baton = await aBaton({ ...rest, reps, plan: { handoff: [{ ...TO_AE, ...rule }], ...plan } });
  const id = await baton.postOne(aDemoRequest('ada', form));
  // If only the sweep runs, each transition takes a minute.
  await baton.advance(rest.switches === undefined ? 0 : 180);
  const sdr = await ownerOf(baton, id);
  await answerAsOwner(baton, id, { answer: 'contacted' });
  await qualify(baton, id);
  return { baton, id, sdr };
}

async function qualify(baton: VirtualBaton, id: string): Promise<void> {
  expect((await answerAsOwner(baton, id, { answer: 'qualified' })).outcome).toBe('done');
  await baton.settle();
}

/** Assigns the lead as a person would. */
async function assignAsPerson(baton: VirtualBaton, leadId: string, rep: string): Promise<void> {
  const { epoch } = await baton.lead(leadId);
  const placed = await assignManually({ leadId, epoch, rep, overCap: false, by: 'ana', now: baton.now }, baton.deps);
  expect(placed.outcome).toBe('done');
  await baton.settle();
}

async function ownerOf(baton: VirtualBaton, id: string): Promise<string> {
  const { stage } = await baton.lead(id);
  if (stage.state !== 'assigned' && stage.state !== 'working') throw new Error(`the lead has no owner: ${stage.state}`);
  return stage.owner;
}

const lastEvents = async (baton: VirtualBaton, id: string, count: number) =>
  (await baton.eventTypesOf(id)).slice(-count);
const notificationsOf = (baton: VirtualBaton, occasion: string) =>
  baton.deps.notifier.received.filter((notice) => notice.occasion === occasion);

describe('a qualified lead', () => {
  it('goes to the next team on its clock, and both owners keep their credit', async () => {
    const { baton, id, sdr } = await aHandedOffLead();
    const lead = await baton.lead(id);
    expect(lead.stage).toMatchObject({ state: 'assigned', team: 'ae', sla: 'handoff', placedBy: 'system' });
    expect(lead).toMatchObject({ epoch: 2, credited: [{ rep: sdr, team: 'sdr' }], previousHolders: [sdr] });
    expect((await baton.deps.reps.loadOf(sdr)).open).toBe(0);
    if (lead.stage.state !== 'assigned') throw new Error('the lead is not assigned');
    const kinds = lead.stage.deadlines.map(({ kind }) => kind);
    expect(kinds).toEqual(['warn', 'breach', 'escalate', 'accept']);
    expect(lead.stage.deadlines.at(-1)?.at).toBe(addSeconds(lead.stage.assignedAt, ACCEPT_BY));
    await answerAsOwner(baton, id, { answer: 'converted', amount: 900 });
    const closed = await baton.lead(id);
    expect(closed.stage).toMatchObject({ outcome: 'converted', owner: lead.stage.owner });
    expect(closed.credited.map(({ rep }) => rep)).toEqual([sdr]);
    await expectInvariants(baton);
  });

  it('comes with a notification to its next owner, with its history and a link to accept it that nobody else gets', async () => {
    const { baton } = await aHandedOffLead();
    const [first, second] = notificationsOf(baton, 'assigned');
    expect(first?.links.accepted).toBeUndefined();
    expect(second?.links.accepted).toContain('accepted');
    expect(second?.history.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['FirstResponseMade', 'LeadHandedOff', 'LeadAssigned']),
    );
  });

  it('stays with its owner when no handoff rule matches, and when the owner is already in the next team', async () => {
    const bySdr = await aBaton();
    const id = await bySdr.postOne(aDemoRequest());
    await qualify(bySdr, id);
    expect((await bySdr.lead(id)).stage).toMatchObject({ state: 'working', isQualified: true });

    const { baton, id: handed } = await aHandedOffLead();
    await qualify(baton, handed);
    expect((await baton.lead(handed)).stage).toMatchObject({ state: 'working', team: 'ae', isQualified: true });
    expect((await baton.lead(handed)).handoff?.state).toBe('accepted');
  });

  it('is handed off by the first row that matches', async () => {
    const { baton, id } = await aHandedOffLead({
      plan: {
        teams: { sdr: aTeam(), ae: aTeam({ id: 'ae' }), desk: aTeam({ id: 'desk' }) },
        handoff: [
          { ...TO_AE, when: { kind: 'field', field: 'band', test: { op: 'in', values: ['none-has-it'] } } },
          { ...TO_AE, to: 'desk' },
        ],
      },
      reps: [...SDRS, { id: 'dot', teams: { desk: 1 } }],
    });
    expect(await ownerOf(baton, id)).toBe('dot');
  });

  it('waits in the next team while it is full, most urgent first, and then falls back', async () => {
    const full = { id: 'ae', manager: 'ana', cap: { open: 1 } };
    const { baton, id } = await aHandedOffLead({
      reps: [...SDRS, { id: 'abe', teams: { ae: 1 } }],
      plan: { teams: { sdr: aTeam(), ae: aTeam(full) } },
    });
    expect(await ownerOf(baton, id)).toBe('abe');
    const second = await baton.postOne(aDemoRequest('bo'));
    await answerAsOwner(baton, second, { answer: 'contacted' });
    await qualify(baton, second);
    expect((await baton.lead(second)).stage).toMatchObject({
      state: 'waiting',
      because: 'all_full',
      accountable: 'ana',
    });
    await answerAsOwner(baton, id, { answer: 'contacted' });
    await answerAsOwner(baton, id, { answer: 'converted' });
    await baton.settle();
    expect(await ownerOf(baton, second)).toBe('abe');
    const third = await baton.postOne(aDemoRequest('cy'));
    await answerAsOwner(baton, third, { answer: 'contacted' });
    await qualify(baton, third);
    await baton.advance(5 * HOUR);
    expect((await baton.lead(third)).stage).toMatchObject({ state: 'waiting', queue: 'catch-all' });
    await expectInvariants(baton);
  });

  it('falls back to the team named for it when nobody in the next team has what it needs', async () => {
    const { baton, id } = await aHandedOffLead({
      rule: { need: ['country'], otherwise: { kind: 'team', id: 'desk' } },
      plan: { teams: { sdr: aTeam(), ae: aTeam({ id: 'ae' }), desk: aTeam({ id: 'desk' }) } },
      reps: [
        ...SDRS,
        { id: 'abe', teams: { ae: 1 }, attributes: { country: ['FR'] } },
        { id: 'dot', teams: { desk: 1 } },
      ],
      form: { country: 'DE' },
    });
    expect(await ownerOf(baton, id)).toBe('dot');
    await answerAsOwner(baton, id, { answer: 'declined' });
    await baton.settle();
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', team: 'sdr' });
  });
});

describe('a lead that was handed off', () => {
  it('belongs to its new owner once they accept it: it does not go back, and the first-response clock keeps running', async () => {
    const { baton, id } = await aHandedOffLead();
    const ae = await ownerOf(baton, id);
    await baton.advance(HOUR);
    expect((await answerAsOwner(baton, id, { answer: 'accepted' })).outcome).toBe('done');
    await baton.settle();
    expect(await lastEvents(baton, id, 1)).toEqual(['HandoffAccepted']);
    expect(await answerAsOwner(baton, id, { answer: 'accepted' })).toMatchObject({ because: 'already_recorded' });
    await baton.advance(4 * HOUR + 600);
    const lead = await baton.lead(id);
    expect(await baton.eventTypesOf(id)).toEqual(
      expect.arrayContaining(['SlaWarned', 'SlaBreached', 'ReassignmentSought']),
    );
    expect(await baton.eventTypesOf(id)).not.toContain('HandoffReturned');
    expect(lead.previousHolders).toContain(ae);
    expect(lead.stage).toMatchObject({ state: 'assigned', team: 'ae' });
    await expectInvariants(baton);
  });

  it('leaves a rep who accepts it late the time of the remaining ladder', async () => {
    const { baton, id } = await aHandedOffLead();
    await baton.advance(7 * HOUR);
    const ae = await ownerOf(baton, id);
    await answerAsOwner(baton, id, { answer: 'accepted' });
    await baton.advance(4 * HOUR);
    expect(await ownerOf(baton, id)).toBe(ae);
    expect(await baton.eventTypesOf(id)).not.toContain('ReassignmentSought');
    await baton.advance(HOUR);
    expect(await baton.eventTypesOf(id)).toContain('ReassignmentSought');
  });

  it('is also accepted by any first response', async () => {
    const { baton, id } = await aHandedOffLead();
    await answerAsOwner(baton, id, { answer: 'contacted' });
    await baton.advance(20 * HOUR);
    expect((await baton.lead(id)).stage.state).toBe('working');
    expect(await baton.eventTypesOf(id)).not.toContain('HandoffReturned');
    expect(await answerAsOwner(baton, id, { answer: 'accepted' })).toMatchObject({ because: 'already_recorded' });
  });

  it('goes back to the rep who qualified it when it is declined, without a turn, and they are notified of the reason', async () => {
    const { baton, id, sdr } = await aHandedOffLead();
    const turns = (await baton.deps.leads.ledger('sdr')).ledger;
    await answerAsOwner(baton, id, { answer: 'declined', reason: 'too_small' });
    await baton.settle();
    const lead = await baton.lead(id);
    expect(lead.stage).toMatchObject({ state: 'assigned', owner: sdr, team: 'sdr', sla: 'demo' });
    expect((await baton.deps.leads.ledger('sdr')).ledger).toEqual(turns);
    const events = await baton.deps.leads.timeline(id);
    expect(events.find(({ type }) => type === 'HandoffReturned')).toMatchObject({
      actor: { kind: 'person' },
      data: { team: 'sdr', to: sdr, because: 'too_small' },
    });
    expect(notificationsOf(baton, 'returned').map(({ to }) => to)).toEqual([sdr]);
    await expectInvariants(baton);
  });

  it.each([
    ['with everything on', {}],
    ['with timers off', { timers: false }],
    ['with the sweep alone', { events: false, doorbell: false, timers: false }],
  ])('goes back when nobody accepts it in time, and not from one rep to the next, %s', async (_, switches) => {
    const { baton, id, sdr } = await aHandedOffLead({ switches });
    await baton.advance(ACCEPT_BY + 300);
    const lead = await baton.lead(id);
    expect(lead.stage).toMatchObject({ state: 'assigned', owner: sdr });
    expect(lead.reassignments).toBe(0);
    const events = await baton.deps.leads.timeline(id);
    const back = events.filter(({ type }) => type === 'HandoffReturned');
    expect(back).toMatchObject([{ data: { because: 'not_accepted', to: sdr }, actor: { kind: 'system' } }]);
    await expectInvariants(baton);
  });

  it.each([
    ['has left', { active: false }],
    ['is on leave', { leaves: [{ from: MONDAY, until: addSeconds(MONDAY, 30 * 24 * HOUR) }] }],
  ])('goes to the team of the rep who qualified it when that rep %s', async (_, change) => {
    const { baton, id, sdr } = await aHandedOffLead();
    const rep = await baton.deps.reps.get(sdr);
    if (!rep) throw new Error('rep not found');
    await changeRep({ ...rep, ...change, version: rep.version + 1 }, baton.now, baton.deps);
    await answerAsOwner(baton, id, { answer: 'declined' });
    await baton.settle();
    const lead = await baton.lead(id);
    expect(lead.stage).toMatchObject({ state: 'assigned', team: 'sdr' });
    expect(await ownerOf(baton, id)).not.toBe(sdr);
    expect(await baton.eventTypesOf(id)).not.toContain('LeadFellBack');
    await expectInvariants(baton);
  });

  it('waits for the rep who qualified it no longer than the time for a first response, and never exceeds their cap', async () => {
    const { baton, id, sdr } = await aHandedOffLead({
      plan: { teams: { sdr: aTeam({ cap: { open: 1 } }), ae: aTeam({ id: 'ae' }) } },
    });
    const others = [await baton.postOne(aDemoRequest('bo')), await baton.postOne(aDemoRequest('cy'))];
    for (const other of others) await answerAsOwner(baton, other, { answer: 'contacted' });
    await answerAsOwner(baton, id, { answer: 'declined' });
    await baton.settle();
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'waiting', because: 'all_full' });
    expect((await baton.deps.reps.loadOf(sdr)).open).toBe(1);
    await baton.advance(3 * HOUR);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'waiting', queue: 'catch-all' });
    await expectInvariants(baton);
  });

  it('goes elsewhere after the maximum number of returns, and is not handed off again', async () => {
    const { baton, id } = await aHandedOffLead();
    await answerAsOwner(baton, id, { answer: 'declined' });
    await baton.settle();
    await qualify(baton, id);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', team: 'ae' });
    await answerAsOwner(baton, id, { answer: 'declined' });
    await baton.settle();
    expect((await baton.lead(id)).stage).toMatchObject({
      state: 'waiting',
      queue: 'catch-all',
      because: 'handoff_limit',
    });
    const lead = await baton.lead(id);
    const placed = { leadId: id, epoch: lead.epoch, rep: 'kim', overCap: false, by: 'dana', now: baton.now };
    expect((await assignManually(placed, baton.deps)).outcome).toBe('done');
    await baton.settle();
    await qualify(baton, id);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'working', owner: 'kim', isQualified: true });
    await expectInvariants(baton);
  });

  it('goes to the team that is named for leads returned too often', async () => {
    const teams = { sdr: aTeam(), ae: aTeam({ id: 'ae' }), desk: aTeam({ id: 'desk', manager: 'ana' }) };
    const { baton, id } = await aHandedOffLead({
      rule: { times: 1, otherwise: { kind: 'team', id: 'desk' } },
      plan: { teams },
      reps: [...SDRS, ...AES, { id: 'dot', teams: { desk: 1 } }],
    });
    await answerAsOwner(baton, id, { answer: 'declined' });
    await baton.settle();
    const { stage } = await baton.lead(id);
    expect(stage).toMatchObject({ state: 'assigned', owner: 'dot', sla: 'demo' });
    expect(await baton.eventTypesOf(id)).toContain('LeadReleased');
    await expectInvariants(baton);
  });

  it('only sends notifications when a person assigned it to its owner', async () => {
    const { baton, id } = await aHandedOffLead();
    const lead = await baton.lead(id);
    const other = (await ownerOf(baton, id)) === 'abe' ? 'bea' : 'abe';
    const placed = { leadId: id, epoch: lead.epoch, rep: other, overCap: false, by: 'ana', now: baton.now };
    expect((await assignManually(placed, baton.deps)).outcome).toBe('done');
    await baton.advance(ACCEPT_BY + HOUR);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', owner: other });
    expect(await baton.eventTypesOf(id)).not.toContain('HandoffReturned');
    expect(await lastEvents(baton, id, 1)).toEqual(['LeadEscalated']);
  });

  it('ends once a person gives the lead back to the rep who handed it off, who may hand it off again', async () => {
    const { baton, id, sdr } = await aHandedOffLead();
    const { epoch } = await baton.lead(id);
    const placed = { leadId: id, epoch, rep: sdr, overCap: false, by: 'ana', now: baton.now };
    expect((await assignManually(placed, baton.deps)).outcome).toBe('done');
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', owner: sdr, sla: 'demo' });
    await qualify(baton, id);
    expect((await baton.lead(id)).stage).toMatchObject({ team: 'ae' });
  });

  it('is accepted by an answer in time, and an answer after the return is rejected', async () => {
    const inTime = await aHandedOffLead();
    await inTime.baton.advance(ACCEPT_BY - 1);
    expect((await answerAsOwner(inTime.baton, inTime.id, { answer: 'accepted' })).outcome).toBe('done');
    await inTime.baton.advance(HOUR);
    expect(await inTime.baton.eventTypesOf(inTime.id)).not.toContain('HandoffReturned');

    const late = await aHandedOffLead();
    const ae = await ownerOf(late.baton, late.id);
    const { epoch } = await late.baton.lead(late.id);
    await late.baton.advance(ACCEPT_BY + 120);
    const answer = await answerAsOwner(late.baton, late.id, { answer: 'accepted' }, { person: ae, epoch });
    expect(answer).toMatchObject({ outcome: 'refused', because: 'old_epoch' });
  });

  it('cannot be accepted by a rep it was never handed off to', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(aDemoRequest());
    expect(await answerAsOwner(baton, id, { answer: 'accepted' })).toMatchObject({ because: 'not_handed_off' });
  });

  it('credits a declined turn back as the plan says', async () => {
    const answers = { cannotTake: { charge: 'give_back' }, wrongForMe: { ask: ['spam'], credit: 'keep' } } as const;
    const { baton, id } = await aHandedOffLead({ plan: { answers } });
    await answerAsOwner(baton, id, { answer: 'declined' });
    expect((await baton.deps.leads.ledger('ae')).owed).toMatchObject([
      { kind: 'give_back', reason: 'declined', lead: id },
    ]);
  });

  it('is routed again when its next owner reports a misroute, which counts as a return', async () => {
    const { baton, id } = await aHandedOffLead();
    await answerAsOwner(baton, id, { answer: 'misrouted', reason: 'segment' });
    await baton.settle();
    expect((await baton.lead(id)).handoff).toMatchObject({ state: 'over', returns: 1 });
  });

  it('is no longer in a handoff after nurture: a rep whom a person then assigns it to may hand it off again', async () => {
    const { baton, id } = await aHandedOffLead();
    await answerAsOwner(baton, id, { answer: 'contacted' });
    await answerAsOwner(baton, id, { answer: 'not_now', until: addSeconds(MONDAY, 30 * 24 * HOUR) });
    expect((await baton.lead(id)).handoff?.state).toBe('over');
    await assignAsPerson(baton, id, 'lea');
    const { stage } = await baton.lead(id);
    expect(stage).toMatchObject({ state: 'assigned', owner: 'lea', sla: 'demo' });
    await qualify(baton, id);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', team: 'ae' });
  });

  it.each(['kim', 'lea'])(
    'is no longer in a handoff once a person gives it back to %s of the team it came from',
    async (rep) => {
      const { baton, id } = await aHandedOffLead();
      await assignAsPerson(baton, id, rep);
      const lead = await baton.lead(id);
      expect(lead).toMatchObject({ stage: { owner: rep, sla: 'demo' }, handoff: { state: 'over', returns: 1 } });
      expect(await answerAsOwner(baton, id, { answer: 'accepted' })).toMatchObject({ because: 'not_handed_off' });
      await qualify(baton, id);
      expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', team: 'ae' });
    },
  );

  it('is no longer in a handoff once its new owner has left and their manager, who handed it off, has it', async () => {
    const sdr = aTeam({ id: 'sdr' });
    const { baton, id } = await aHandedOffLead({
      plan: { teams: { sdr, ae: aTeam({ id: 'ae', manager: 'kim' }) }, left: { open: 'manager' } },
      reps: [{ id: 'kim' }, ...AES],
    });
    const rep = await baton.deps.reps.get(await ownerOf(baton, id));
    if (!rep) throw new Error('rep not found');
    await changeRep({ ...rep, active: false, version: rep.version + 1 }, baton.now, baton.deps);
    const lead = await baton.lead(id);
    expect(lead).toMatchObject({ stage: { owner: 'kim', team: 'ae', sla: 'demo' }, handoff: { state: 'over' } });
  });
});
