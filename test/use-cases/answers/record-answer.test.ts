import { expect, it } from 'vitest';
import { type RecordAnswerInput, recordAnswer } from '../../../shared/use-cases/answers/record-answer.ts';
import { assignManually } from '../../../shared/use-cases/assignment/assign-manually.ts';
import { aWrittenPlan } from '../../scenarios/written-plan.ts';
import { anAssignedLead, aRoutedLead, type StoppedBaton } from '../stopped-baton.ts';

function answer({ baton, deps, id }: StoppedBaton, input: Partial<RecordAnswerInput> = {}) {
  const by = { person: 'kim', onlyOwn: true };
  return recordAnswer({ leadId: id, epoch: 1, answer: { answer: 'contacted' }, by, now: baton.now, ...input }, deps);
}

it.each([
  ['contacted', { answer: 'contacted' }, 'FirstResponseMade', { state: 'working', owner: 'kim' }],
  ['qualified', { answer: 'qualified' }, 'LeadQualified', { state: 'working', isQualified: true }],
  ['declined', { answer: 'declined' }, 'LeadDeclined', { state: 'waiting', because: 'declined' }],
  ['misrouted', { answer: 'misrouted', reason: 'segment' }, 'LeadMisrouted', { state: 'received' }],
  ['spam', { answer: 'misrouted', reason: 'spam' }, 'LeadClosed', { outcome: 'disqualified' }],
  ['not now', { answer: 'not_now', reason: 'no_answer' }, 'LeadNurtured', { state: 'nurturing' }],
  ['converted', { answer: 'converted', amount: 900 }, 'LeadClosed', { outcome: 'converted', owner: 'kim' }],
] as const)('records "%s" of the owner in one event', async (_, said, type, stage) => {
  const started = await anAssignedLead();
  expect(await answer(started, { answer: said })).toMatchObject({ outcome: 'done' });
  expect((await started.baton.lead(started.id)).stage).toMatchObject(stage);
  expect((await started.deps.leads.timeline(started.id)).at(-1)).toMatchObject({
    type,
    actor: { kind: 'person', id: 'kim' },
  });
});

it('credits the turn of a misrouted lead back to its owner, once', async () => {
  const started = await anAssignedLead();
  const { baton, deps, id } = started;
  await answer(started, { answer: { answer: 'misrouted', reason: 'segment' } });
  await answer(started, { answer: { answer: 'misrouted', reason: 'segment' } });
  expect((await deps.leads.ledger('sdr')).owed).toEqual([
    {
      ...{ id: expect.any(String), kind: 'give_back', team: 'sdr', rep: 'kim', band: 'warm' },
      ...{ reason: 'segment', lead: id, at: baton.now },
    },
  ]);
});

const NOT_CHARGED = aWrittenPlan({
  teams: 'sdr: {manager: mia, hours: always}',
  rules: '- {rule: demo, when: {touch: demo_request}, to: sdr, turn: not_charged, otherwise: catch-all}',
});

async function aLeadAssignedByHand(): Promise<StoppedBaton> {
  const { baton, deps, id } = await aRoutedLead();
  await assignManually({ leadId: id, epoch: 0, rep: 'kim', overCap: false, by: 'mia', now: baton.now }, deps);
  return { baton, deps, id };
}

it.each([
  ['a person assigned', aLeadAssignedByHand],
  ['took no turn', () => anAssignedLead({ plan: NOT_CHARGED })],
])('credits no turn back for a lead that %s', async (_, start) => {
  const started = await start();
  const misrouted = { answer: { answer: 'misrouted', reason: 'spam' } } as const;
  expect(await answer(started, misrouted)).toMatchObject({ outcome: 'done' });
  expect((await started.deps.leads.ledger('sdr')).owed).toEqual([]);
});

it('credits no turn back for a declined lead when the plan keeps the charge', async () => {
  const started = await anAssignedLead();
  await answer(started, { answer: { answer: 'declined' } });
  expect((await started.deps.leads.ledger('sdr')).owed).toEqual([]);
});

it.each([
  ['an earlier assignment', 'old_epoch', { epoch: 0 }],
  ['somebody else’s lead', 'not_owner', { by: { person: 'lea', onlyOwn: true } }],
  ['a return without a date', 'date_needed', { answer: { answer: 'not_now' } }],
  ['a handoff that never was', 'not_handed_off', { answer: { answer: 'accepted' } }],
  ['a reason that the plan does not ask for', 'unknown_reason', { answer: { answer: 'misrouted', reason: 'mood' } }],
] as const)('refuses an answer about %s, and changes nothing', async (_, because, input) => {
  const started = await anAssignedLead();
  expect(await answer(started, input)).toMatchObject({ outcome: 'refused', because });
  expect((await started.baton.eventTypesOf(started.id)).at(-1)).toBe('LeadAssigned');
});

it('accepts the answer of a manager on behalf of the owner', async () => {
  const started = await anAssignedLead();
  expect(await answer(started, { by: { person: 'mia', onlyOwn: false } })).toMatchObject({ outcome: 'done' });
});

it('refuses an answer about a lead that nobody has', async () => {
  const started = await aRoutedLead();
  const by = { person: 'mia', onlyOwn: false };
  expect(await answer(started, { epoch: 0, by })).toMatchObject({ because: 'no_owner' });
});

it.each([
  ['for the new assignment', 2, 'not_owner'],
  ['for their own', 1, 'old_epoch'],
] as const)('refuses an answer of a former owner %s, and the new owner answers', async (_, epoch, because) => {
  const started = await anAssignedLead({ reps: [{ id: 'kim' }, { id: 'lea' }] });
  const { baton, deps, id } = started;
  const [owner = '', next = ''] = (await baton.lead(id)).accountable === 'kim' ? ['kim', 'lea'] : ['lea', 'kim'];
  const moved = { leadId: id, epoch: 1, rep: next, overCap: false, by: 'mia', now: baton.now };
  expect((await assignManually(moved, deps)).outcome).toBe('done');
  expect((await baton.lead(id)).previousHolders).toEqual([owner]);
  const before = await baton.lead(id);
  const said = { answer: { answer: 'converted' }, epoch } as const;
  const former = await answer(started, { ...said, by: { person: owner, onlyOwn: true } });
  expect(former).toMatchObject({ outcome: 'refused', because });
  expect(await baton.lead(id)).toEqual(before);
  const now = await answer(started, { epoch: 2, by: { person: next, onlyOwn: true } });
  expect(now).toMatchObject({ outcome: 'done' });
});
