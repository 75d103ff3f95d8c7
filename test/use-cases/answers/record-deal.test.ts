import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { recordAnswer } from '../../../shared/use-cases/answers/record-answer.ts';
import { type Deal, recordDeal } from '../../../shared/use-cases/answers/record-deal.ts';
import { assignTeam } from '../../../shared/use-cases/assignment/assign-team.ts';
import { aDemoRequest } from '../../scenarios/a-baton.ts';
import { anAssignedLead, aReceivedLead, aRoutedLead, type StoppedBaton } from '../stopped-baton.ts';

const CLOSES_LOST = { plan: { crm: { lost: 'close' } } } as const;

async function record({ baton, deps, id }: StoppedBaton, deal: Partial<Deal> = {}) {
  const now = addSeconds(baton.now, 100);
  const at = addSeconds(now, -10);
  const won = { lead: id, id: '501', outcome: 'won', at, amount: 500, via: 'hubspot', key: 'deal:k' } as const;
  return recordDeal({ ...won, ...deal }, now, deps);
}

const stageOf = async ({ baton, id }: StoppedBaton) => (await baton.lead(id)).stage;

async function answer(
  started: StoppedBaton,
  said: { answer: 'contacted' } | { answer: 'disqualified'; reason: string },
) {
  const { epoch } = await started.baton.lead(started.id);
  const by = { person: 'kim', onlyOwn: true };
  const input = { leadId: started.id, epoch, answer: said, by, now: addSeconds(started.baton.now, 95) };
  return recordAnswer(input, started.deps);
}

describe('a deal that was won', () => {
  it('ends a lead that waits for an owner', async () => {
    const started = await aRoutedLead();
    expect(await record(started)).toMatchObject({ outcome: 'closed' });
    expect(await stageOf(started)).toMatchObject({ state: 'closed', outcome: 'converted', amount: 500 });
  });

  it('changes nothing of a lead that a person has closed', async () => {
    const started = await anAssignedLead();
    await answer(started, { answer: 'disqualified', reason: 'no_budget' });
    expect(await record(started)).toEqual({ outcome: 'kept' });
    expect(await stageOf(started)).toMatchObject({ outcome: 'disqualified', reason: 'no_budget' });
  });

  it('says nothing of a lead that came later', async () => {
    const started = await anAssignedLead();
    const { receivedAt } = await started.baton.lead(started.id);
    expect(await record(started, { at: receivedAt })).toEqual({ outcome: 'kept' });
    expect(await record(started, { at: addSeconds(receivedAt, 1) })).toMatchObject({ outcome: 'closed' });
  });

  it('gives its amount to one lead alone', async () => {
    const started = await anAssignedLead();
    const other = { ...started, id: await started.baton.postOne(aDemoRequest('bo')) };
    await record(started);
    await record(other);
    expect(await stageOf(started)).toMatchObject({ outcome: 'converted', amount: 500, opportunity: '501' });
    expect(await stageOf(other)).toMatchObject({ outcome: 'converted', opportunity: '501' });
    expect(await stageOf(other)).not.toHaveProperty('amount');
  });

  it.each([
    ['a negative amount', { amount: -5 }, 'amount'],
    ['an id that is none', { id: 'a b' }, 'opportunity'],
  ] as const)('leaves out %s', async (_, deal, lacking) => {
    const started = await anAssignedLead();
    await record(started, deal);
    expect(await stageOf(started)).toMatchObject({ outcome: 'converted' });
    expect(await stageOf(started)).not.toHaveProperty(lacking);
  });

  it('changes nothing of a test lead', async () => {
    const started = await aReceivedLead({}, { test: true });
    expect(await started.baton.lead(started.id)).toMatchObject({ test: true, stage: { state: 'received' } });
    expect(await record(started)).toEqual({ outcome: 'kept' });
  });
});

describe('a deal that was lost', () => {
  it('changes nothing unless the plan says so', async () => {
    const started = await anAssignedLead();
    expect(await record(started, { outcome: 'lost' })).toEqual({ outcome: 'kept' });
  });

  it('ends the lead as disqualified, without an amount, if the plan says so', async () => {
    const started = await anAssignedLead(CLOSES_LOST);
    expect(await record(started, { outcome: 'lost' })).toMatchObject({ outcome: 'closed' });
    const stage = await stageOf(started);
    expect(stage).toMatchObject({ outcome: 'disqualified', reason: 'deal_lost', opportunity: '501', owner: 'kim' });
    expect(stage).not.toHaveProperty('amount');
  });

  it('says nothing of an owner who got the lead later', async () => {
    const started = await aRoutedLead(CLOSES_LOST);
    const assignedAt = addSeconds(started.baton.now, 50);
    await assignTeam('sdr', assignedAt, started.deps);
    expect(await record(started, { outcome: 'lost', at: assignedAt })).toEqual({ outcome: 'kept' });
    const at = addSeconds(assignedAt, 1);
    expect(await record(started, { outcome: 'lost', at })).toMatchObject({ outcome: 'closed' });
  });

  it('says nothing of a contact that was made later', async () => {
    const started = await anAssignedLead(CLOSES_LOST);
    await answer(started, { answer: 'contacted' });
    expect(await record(started, { outcome: 'lost' })).toEqual({ outcome: 'kept' });
    const at = addSeconds(started.baton.now, 99);
    expect(await record(started, { outcome: 'lost', at })).toMatchObject({ outcome: 'closed' });
  });

  it('leaves a lead that waits where it waits', async () => {
    const started = await aRoutedLead(CLOSES_LOST);
    expect(await record(started, { outcome: 'lost' })).toEqual({ outcome: 'kept' });
  });
});
