import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import { aDemoRequest, answerAsOwner, DAY, HOUR } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';
import { aLeadWithAnswers, anOffice, stageOf } from './recycling-office.ts';
import { advanceByDueDates } from './years.ts';

describe('a limit of the plan', () => {
  const limits = {
    reassign: 1,
    refuse: 3,
    byHand: 3,
    reopen: { most: 3, withinSeconds: 90 * 24 * 3600 },
    then: 'recycle',
    reason: 'no_answer',
  } as const;

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
