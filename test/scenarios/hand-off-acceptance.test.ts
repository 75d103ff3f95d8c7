import { describe, expect, it } from 'vitest';
import { aBaton, aDemoRequest, answerAsOwner, HOUR } from './a-baton.ts';
import { ACCEPT_BY, aHandedOffLead, lastEvents, ownerOf } from './handed-off-lead.ts';
import { expectInvariants } from './invariants.ts';

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
});
