import { describe, expect, it } from 'vitest';
import { addSeconds, type Instant } from '../../shared/domain/instant.ts';
import type { RecyclingRules } from '../../shared/domain/plan/recycling.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import { aPlan, aRecycling } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';
import { aLeadWithAnswers, anOffice, RECYCLING, stageOf } from './recycling-office.ts';
import { advanceByDueDates, SWEEP_ONLY } from './years.ts';

const MINUTES = 600;

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

  it.each([
    ['has left', (): Partial<Rep> => ({ active: false })],
    ['is on leave', (now: Instant): Partial<Rep> => ({ leaves: [{ from: now, until: addSeconds(now, 14 * DAY) }] })],
  ])('goes to somebody else when its last owner %s', async (_, changed) => {
    const { baton, id, owner = '' } = await restingLead();
    const rep = await baton.deps.reps.get(owner);
    if (!rep) throw new Error('owner not found');
    const gone = { ...rep, ...changed(baton.now), version: rep.version + 1 };
    const change = { rep: owner, version: gone.version, at: baton.now, teams: ['sdr'] };
    expect(await baton.deps.reps.save(gone, change)).toMatchObject({ outcome: 'done' });
    await baton.post(aDemoRequest('ada', { touch: 'reply' }));
    await advanceByDueDates(baton, MINUTES);
    const lead = await baton.lead(id);
    expect(lead.stage).toMatchObject({ state: 'assigned' });
    expect(lead.accountable).not.toBe(owner);
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
