import { describe, expect, it } from 'vitest';
import type { Answer } from '../../shared/domain/answers/answer.ts';
import { addSeconds } from '../../shared/domain/instant.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { RecyclingRules } from '../../shared/domain/plan/recycling.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { aPlan, aRecycling } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';
import { advanceByDueDates, SWEEP_ONLY } from './years.ts';

const MINUTES = 600;

const score = (from: number) => ({ kind: 'field', field: 'score', test: { op: 'within', from } }) as const;
const touch = (...values: string[]) => ({ kind: 'field', field: 'touch', test: { op: 'in', values } }) as const;

const RECYCLING: Partial<RecyclingRules> = {
  reasons: {
    later: { track: 'calendar', atMostSeconds: 180 * DAY },
    no_answer: { track: 're-engage', afterSeconds: 30 * DAY, atMostSeconds: 400 * DAY, times: 2 },
    no_budget: { track: 'long', afterSeconds: 60 * DAY, atMostSeconds: 400 * DAY, onlyIf: score(60), times: 1 },
  },
  earlyIf: { kind: 'any', of: [touch('pricing_page'), score(40)] },
  coolDownSeconds: 7 * DAY,
};

/** The usual rules, which also match these touchpoints. */
function wanting(...touches: readonly string[]): Plan['layers'] {
  return aPlan().layers.map((layer) => ({
    ...layer,
    rules: layer.rules.map((rule) =>
      rule.rule === 'demo' ? { ...rule, when: touch('demo_request', ...touches) } : rule,
    ),
  }));
}

async function anOffice(recycling: Partial<RecyclingRules> = {}, plan: Partial<Plan> = {}): Promise<VirtualBaton> {
  const full = {
    recycling: aRecycling({ ...RECYCLING, ...recycling }),
    layers: wanting('pricing_page', 'reply'),
    ...plan,
  };
  return aBaton({ plan: full, switches: SWEEP_ONLY });
}

/** Builds a demo request whose owner gave these answers, one after another. */
async function aLeadWithAnswers(baton: VirtualBaton, ...answers: readonly Answer[]): Promise<string> {
  const id = await baton.postOne(aDemoRequest());
  for (const answer of answers) {
    const { outcome } = await answerAsOwner(baton, id, answer);
    expect(outcome).toBe('done');
  }
  return id;
}

const stageOf = async (baton: VirtualBaton, id: string) => (await baton.lead(id)).stage;

describe('a rep who says "not now"', () => {
  it('names a reason, whose row sets the time in nurture, or asks for a date, limited by the row', async () => {
    const baton = await anOffice();
    const id = await aLeadWithAnswers(baton, { answer: 'not_now', reason: 'no_answer' });
    expect(await stageOf(baton, id)).toMatchObject({ track: 're-engage', returnAt: addSeconds(baton.now, 30 * DAY) });
    const far = await baton.postOne(aDemoRequest('bea'));
    await answerAsOwner(baton, far, { answer: 'not_now', until: addSeconds(baton.now, 300 * DAY) });
    expect(await stageOf(baton, far)).toMatchObject({ track: 'calendar', returnAt: addSeconds(baton.now, 180 * DAY) });
  });

  it('must give a date when the reason has no duration', async () => {
    const baton = await anOffice();
    const id = await baton.postOne(aDemoRequest());
    expect(await answerAsOwner(baton, id, { answer: 'not_now' })).toMatchObject({ because: 'date_needed' });
    expect(await stageOf(baton, id)).toMatchObject({ state: 'assigned' });
  });

  it('closes a lead that was nurtured often enough, or gives it to a human if the plan says so', async () => {
    for (const [then, end] of [
      ['close', { state: 'closed', outcome: 'exhausted', reason: 'cycles', owner: 'kim' }],
      ['catch_all', { state: 'waiting', place: 'queue', queue: 'catch-all', because: 'cycles' }],
    ] as const) {
      const baton = await aBaton({
        plan: { recycling: aRecycling({ ...RECYCLING, stop: { cycles: 1, then } }) },
        reps: [{ id: 'kim' }],
        switches: SWEEP_ONLY,
      });
      const id = await aLeadWithAnswers(baton, { answer: 'not_now', reason: 'no_answer' });
      await advanceByDueDates(baton, 30 * DAY + MINUTES);
      await answerAsOwner(baton, id, { answer: 'not_now', reason: 'no_answer' });
      expect(await stageOf(baton, id)).toMatchObject(end);
      await expectInvariants(baton);
    }
  });
});

describe('a limit of the plan', () => {
  const limits = { reassign: 1, then: 'recycle', reason: 'no_answer' } as const;

  it('nurtures a lead that was reassigned often enough, and allows as many reassignments after its return', async () => {
    const baton = await anOffice({}, { limits });
    const id = await baton.postOne(aDemoRequest());
    await advanceByDueDates(baton, DAY);
    expect(await baton.lead(id)).toMatchObject({ nurtureCounts: { no_answer: 1 }, reassignments: 1 });
    await advanceByDueDates(baton, 31 * DAY);
    const path = await baton.eventTypesOf(id);
    expect(path.slice(path.indexOf('LeadRecycled')).filter((type) => type === 'ReassignmentSought')).toHaveLength(1);
    expect(await baton.lead(id)).toMatchObject({ nurtureCounts: { no_answer: 2 } });
    await advanceByDueDates(baton, 31 * DAY);
    expect(await stageOf(baton, id)).toMatchObject({ state: 'closed', outcome: 'exhausted', reason: 'times' });
    await expectInvariants(baton);
  });

  it('nurtures a lead in work that went quiet, but never one that a person assigned', async () => {
    const working = { quietSeconds: DAY, then: ['nudge', 'recycle'], reason: 'no_answer' } as const;
    const baton = await anOffice({}, { working });
    const id = await aLeadWithAnswers(baton, { answer: 'contacted' });
    await advanceByDueDates(baton, 2 * DAY + HOUR);
    expect(await stageOf(baton, id)).toMatchObject({ state: 'nurturing', reason: 'no_answer' });
  });

  it('closes a lead that a rule sends to nurture again and again', async () => {
    const baton = await anOffice();
    const id = await baton.postOne(aDemoRequest('cold', { touch: 'newsletter' }));
    await advanceByDueDates(baton, 365 * DAY);
    expect(await baton.lead(id)).toMatchObject({
      nurtureCounts: { cold: 3 },
      stage: { state: 'closed', outcome: 'exhausted', reason: 'cycles' },
    });
  });
});

describe('a lead whose return date has come', () => {
  it('goes to another rep, with its whole history', async () => {
    const baton = await anOffice();
    const id = await aLeadWithAnswers(baton, { answer: 'contacted' }, { answer: 'not_now', reason: 'no_answer' });
    const before = (await baton.lead(id)).previousHolders[0];
    await advanceByDueDates(baton, 30 * DAY + MINUTES);
    const lead = await baton.lead(id);
    expect(lead.stage).toMatchObject({ state: 'assigned' });
    expect(lead.accountable).not.toBe(before);
    const notice = baton.deps.notifier.sent
      .filter(({ notice: { occasion } }) => occasion === 'assigned')
      .at(-1)?.notice;
    expect(notice?.history.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['LeadReceived', 'FirstResponseMade', 'LeadNurtured', 'LeadRecycled']),
    );
    expect(notice?.history.filter(({ type }) => type === 'LeadAssigned')).toHaveLength(2);
  });

  it('returns only if the condition of its reason holds', async () => {
    const baton = await anOffice();
    const id = await aLeadWithAnswers(baton, { answer: 'not_now', reason: 'no_budget' });
    await advanceByDueDates(baton, 61 * DAY);
    expect(await stageOf(baton, id)).toMatchObject({ state: 'closed', outcome: 'exhausted', reason: 'times' });
  });
});

describe('a lead that returns early', () => {
  async function restingLead(recycling: Partial<RecyclingRules> = {}) {
    const baton = await anOffice(recycling);
    const id = await aLeadWithAnswers(baton, { answer: 'contacted' }, { answer: 'not_now', reason: 'no_answer' });
    const owner = (await baton.lead(id)).previousHolders[0];
    await advanceByDueDates(baton, DAY);
    return { baton, id, owner };
  }

  it('returns at once on a touchpoint that the plan names', async () => {
    const { baton, id } = await restingLead();
    await baton.post(aDemoRequest('ada', { touch: 'pricing_page' }));
    expect(await stageOf(baton, id)).toMatchObject({ state: 'assigned' });
    expect((await baton.deps.leads.timeline(id)).find(({ type }) => type === 'LeadRecycled')?.data).toEqual({
      because: 'touch',
      cycle: 1,
    });
  });

  it('waits for the cool-down when only its score is high enough', async () => {
    const { baton, id } = await restingLead();
    await baton.post(aDemoRequest('ada', { message: 'again' }));
    expect(await stageOf(baton, id)).toMatchObject({ state: 'nurturing', returnsEarly: true });
    await advanceByDueDates(baton, 5 * DAY);
    expect(await stageOf(baton, id)).toMatchObject({ state: 'nurturing' });
    await advanceByDueDates(baton, DAY + MINUTES);
    expect(await stageOf(baton, id)).toMatchObject({ state: 'assigned' });
  });

  it('goes back to its last owner when the person replied, otherwise to another rep', async () => {
    const { baton, id, owner } = await restingLead();
    await baton.post(aDemoRequest('ada', { touch: 'reply' }));
    expect(await baton.lead(id)).toMatchObject({ accountable: owner, stage: { state: 'assigned' } });
    const other = await restingLead({ returnsTo: { replied: 'new_owner', otherwise: 'new_owner' } });
    await other.baton.post(aDemoRequest('ada', { touch: 'reply' }));
    expect((await other.baton.lead(other.id)).accountable).not.toBe(other.owner);
  });

  it('goes to somebody else when its last owner has left', async () => {
    const { baton, id, owner = '' } = await restingLead();
    const rep = await baton.deps.reps.get(owner);
    if (!rep) throw new Error('owner not found');
    const gone = { ...rep, active: false, version: rep.version + 1 };
    const change = { rep: owner, version: gone.version, at: baton.now, teams: ['sdr'] };
    expect(await baton.deps.reps.save(gone, change)).toMatchObject({ outcome: 'done' });
    await baton.post(aDemoRequest('ada', { touch: 'reply' }));
    await advanceByDueDates(baton, MINUTES);
    const lead = await baton.lead(id);
    expect(lead.stage).toMatchObject({ state: 'assigned' });
    expect(lead.accountable).not.toBe(owner);
  });
});

describe('the contact cap', () => {
  const stop = { cycles: 3, contacts: { most: 2, withinSeconds: 60 * DAY }, then: 'close' } as const;

  it('rejects one contact too many, but not a contact by the person', async () => {
    const baton = await anOffice({ stop });
    const id = await aLeadWithAnswers(baton, { answer: 'contacted' }, { answer: 'contacted', how: 'call' });
    expect(await answerAsOwner(baton, id, { answer: 'contacted' })).toMatchObject({ because: 'contact_cap' });
    expect(await answerAsOwner(baton, id, { answer: 'contacted', how: 'reply' })).toMatchObject({ outcome: 'done' });
    expect((await baton.lead(id)).contacts).toHaveLength(2);
  });

  it('keeps a lead in nurture until the person may be contacted again, over all its cycles', async () => {
    const baton = await anOffice({ stop });
    const id = await aLeadWithAnswers(
      baton,
      { answer: 'contacted' },
      { answer: 'contacted', how: 'call' },
      { answer: 'not_now', reason: 'no_answer' },
    );
    expect(await stageOf(baton, id)).toMatchObject({ returnAt: addSeconds(baton.now, 60 * DAY) });
  });

  it('keeps the system from reassigning a lead: a human decides', async () => {
    const baton = await anOffice({ stop });
    const id = await aLeadWithAnswers(
      baton,
      { answer: 'contacted' },
      { answer: 'contacted', how: 'call' },
      { answer: 'declined' },
    );
    await baton.settle();
    expect(await stageOf(baton, id)).toMatchObject({ state: 'waiting', place: 'queue', because: 'contacts' });
  });

  it('is in every notification with the remaining contacts', async () => {
    const baton = await anOffice({ stop });
    const id = await aLeadWithAnswers(baton, { answer: 'contacted' }, { answer: 'declined' });
    await baton.settle();
    const notice = baton.deps.notifier.sent.filter(({ notice: { lead } }) => lead.id === id).at(-1)?.notice;
    expect(notice).toMatchObject({ occasion: 'assigned', contacts: { most: 2, left: 1 } });
  });
});

describe('a plan without recycling', () => {
  it('still returns a lead at the score of a qualified lead', async () => {
    const baton = await aBaton({ plan: { recycling: aPlan().recycling }, switches: SWEEP_ONLY });
    const id = await aLeadWithAnswers(baton, { answer: 'not_now', until: addSeconds(baton.now, 90 * DAY) });
    await baton.post(aDemoRequest('ada', { message: 'now' }));
    expect(await stageOf(baton, id)).toMatchObject({ state: 'assigned' });
  });
});
