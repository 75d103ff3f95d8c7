import { expect, it } from 'vitest';
import { type AssignManuallyInput, assignManually } from '../../../shared/use-cases/assignment/assign-manually.ts';
import { anAssignedLead, aRoutedLead, type StoppedBaton } from '../stopped-baton.ts';

function place({ baton, deps, id }: StoppedBaton, input: Partial<AssignManuallyInput> = {}) {
  const usual = { leadId: id, epoch: 1, rep: 'lea', overCap: false, by: 'mia', now: baton.now };
  return assignManually({ ...usual, ...input }, deps);
}
const REPS = [{ id: 'kim' }, { id: 'gone', active: false }, { id: 'alone', teams: {} }];
/** A lead that `kim` has, beside a rep who has left and one without a team. */
const heldByKim = () => anAssignedLead({ reps: REPS });

it('moves the lead to the rep on the person’s word, without a turn', async () => {
  const started = await aRoutedLead({ reps: [{ id: 'kim' }, { id: 'lea' }] });
  const { baton, deps, id } = started;
  expect(await place(started, { epoch: 0 })).toMatchObject({ outcome: 'done' });
  expect(await baton.lead(id)).toMatchObject({ epoch: 1, stage: { owner: 'lea', team: 'sdr', placedBy: 'person' } });
  expect((await deps.leads.timeline(id)).at(-1)).toMatchObject({
    type: 'LeadAssigned',
    actor: { kind: 'person', id: 'mia' },
    data: { rep: 'lea', placedBy: 'person', because: 'manual' },
  });
  expect((await deps.leads.ledger('sdr')).ledger.version).toBe(0);
});

it.each([
  ['old_epoch', { epoch: 0 }],
  ['already_theirs', { rep: 'kim' }],
  ['unknown_rep', { rep: 'nobody' }],
  ['rep_left', { rep: 'gone' }],
  ['rep_in_no_team', { rep: 'alone' }],
  ['over_cap_needs_reason', { rep: 'alone', overCap: true }],
] as const)('is refused: %s', async (because, input) => {
  const started = await heldByKim();
  const before = await started.baton.lead(started.id);
  expect(await place(started, input)).toMatchObject({ outcome: 'refused', because });
  expect(await started.baton.lead(started.id)).toEqual(before);
});

it('exceeds a cap only with a reason', async () => {
  const started = await aRoutedLead({ reps: [{ id: 'lea', cap: { open: 0 } }] });
  expect((await place(started, { epoch: 0 })).outcome).not.toBe('done');
  expect(await place(started, { epoch: 0, overCap: true, reason: 'knows_them' })).toMatchObject({ outcome: 'done' });
});
