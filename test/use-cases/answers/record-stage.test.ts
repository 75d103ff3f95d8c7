import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { recordActivity } from '../../../shared/use-cases/answers/record-activity.ts';
import { recordAnswer } from '../../../shared/use-cases/answers/record-answer.ts';
import { recordStage, type StageSet } from '../../../shared/use-cases/answers/record-stage.ts';
import { anAssignedLead, aReceivedLead, aRoutedLead, type StoppedBaton } from '../stopped-baton.ts';

const CONVERTED = { to: 'converted' } as const;
const QUALIFIED = { to: 'qualified' } as const;
const UNFIT = { to: 'disqualified', reason: 'bad_fit' } as const;

function record({ baton, deps, id }: StoppedBaton, set: Partial<StageSet>) {
  const now = addSeconds(baton.now, 100);
  return recordStage({ lead: id, effect: CONVERTED, at: addSeconds(now, -10), via: 'hubspot', ...set }, now, deps);
}
const stageOf = async ({ baton, id }: StoppedBaton) => (await baton.lead(id)).stage;
const lastEvent = async ({ deps, id }: StoppedBaton) => (await deps.leads.timeline(id)).at(-1);

describe('a stage of the life cycle that is set elsewhere', () => {
  it('ends a lead as converted, or as disqualified with the plan’s reason, and the timeline says where', async () => {
    const won = await anAssignedLead();
    expect(await record(won, {})).toBe(true);
    expect(await stageOf(won)).toMatchObject({ state: 'closed', outcome: 'converted', owner: 'kim' });
    const unfit = await aRoutedLead();
    expect(await record(unfit, { effect: UNFIT })).toBe(true);
    expect(await stageOf(unfit)).toMatchObject({ outcome: 'disqualified', reason: 'bad_fit' });
    for (const one of [won, unfit])
      expect(await lastEvent(one)).toMatchObject({ actor: { kind: 'system' }, data: { via: 'hubspot' } });
  });

  it('qualifies a lead that a rep has, once', async () => {
    const started = await anAssignedLead();
    expect(await record(started, { effect: QUALIFIED })).toBe(true);
    expect(await stageOf(started)).toMatchObject({ state: 'working', isQualified: true });
    expect(await lastEvent(started)).toMatchObject({ type: 'LeadQualified', data: { rep: 'kim', via: 'hubspot' } });
    expect(await record(started, { effect: QUALIFIED })).toBe(false);
  });

  it('qualifies no lead that nobody has', async () => {
    expect(await record(await aRoutedLead(), { effect: QUALIFIED })).toBe(false);
  });

  it('never takes a lead back: a closed one stays as it was closed', async () => {
    const started = await anAssignedLead();
    await record(started, {});
    expect(await record(started, { effect: UNFIT })).toBe(false);
    expect(await stageOf(started)).toMatchObject({ outcome: 'converted' });
  });

  it('says nothing of a lead that came later', async () => {
    const started = await anAssignedLead();
    const { receivedAt } = await started.baton.lead(started.id);
    expect(await record(started, { at: receivedAt })).toBe(false);
    expect(await record(started, { at: addSeconds(receivedAt, 1) })).toBe(true);
  });

  it('counts less than what a person did here later, and more than what they did before', async () => {
    const started = await anAssignedLead();
    const { baton, deps, id } = started;
    const answeredAt = addSeconds(baton.now, 50);
    const said = {
      leadId: id,
      epoch: 1,
      answer: { answer: 'contacted' },
      by: { person: 'kim', onlyOwn: true },
    } as const;
    expect((await recordAnswer({ ...said, now: answeredAt }, deps)).outcome).toBe('done');
    expect(await record(started, { at: addSeconds(answeredAt, -1) })).toBe(false);
    expect(await record(started, { at: addSeconds(answeredAt, 1) })).toBe(true);
  });

  it('counts though a call was logged there later', async () => {
    const started = await anAssignedLead();
    const { baton, deps, id } = started;
    const at = addSeconds(baton.now, 95);
    const call = { lead: id, kind: 'call', at, direction: 'outbound', rep: 'kim', via: 'hubspot', key: 'k' } as const;
    await recordActivity(call, at, deps);
    expect(await record(started, { at: addSeconds(baton.now, 90) })).toBe(true);
  });

  it('changes nothing of a test lead', async () => {
    expect(await record(await aReceivedLead({}, { test: true }), {})).toBe(false);
  });
});
