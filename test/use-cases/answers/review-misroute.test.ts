import { expect, it } from 'vitest';
import { recordAnswer } from '../../../shared/use-cases/answers/record-answer.ts';
import { type ReviewMisrouteInput, reviewMisroute } from '../../../shared/use-cases/answers/review-misroute.ts';
import { aPlan } from '../../support/builders/plan.ts';
import { anAssignedLead, type StoppedBaton } from '../stopped-baton.ts';

const { answers } = aPlan();
const REVIEWED = { answers: { ...answers, wrongForMe: { ...answers.wrongForMe, credit: 'after_review' } } } as const;

/** A lead that Kim called misrouted, for this reason, under a plan that asks for a review. */
async function aMisroutedLead(reason: string): Promise<StoppedBaton> {
  const started = await anAssignedLead({ plan: REVIEWED });
  const { baton, deps, id } = started;
  const by = { person: 'kim', onlyOwn: true };
  await recordAnswer({ leadId: id, epoch: 1, answer: { answer: 'misrouted', reason }, by, now: baton.now }, deps);
  return started;
}

function review({ baton, deps, id }: StoppedBaton, input: Partial<ReviewMisrouteInput> = {}) {
  const asked = { leadId: id, rep: 'kim', credit: 'given', by: { kind: 'person', id: 'mia' }, now: baton.now } as const;
  return reviewMisroute({ ...asked, visibility: { scope: 'all' }, ...input }, deps);
}

const owedTo = async ({ deps }: StoppedBaton) => (await deps.leads.ledger('sdr')).owed;

it.each([
  ['that is routed again', 'segment', 'received'],
  ['that ended as spam', 'spam', 'closed'],
])('gives the turn of a lead back %s once a manager agrees, once', async (_, reason, state) => {
  const started = await aMisroutedLead(reason);
  const { deps, id } = started;
  expect(await owedTo(started)).toEqual([]);
  expect(await review(started)).toMatchObject({ outcome: 'done' });
  expect(await owedTo(started)).toMatchObject([{ kind: 'give_back', team: 'sdr', rep: 'kim', reason, lead: id }]);
  expect((await deps.leads.load(id))?.stage.state).toBe(state);
  expect((await deps.leads.timeline(id)).at(-1)).toMatchObject({
    type: 'CreditReviewed',
    actor: { kind: 'person', id: 'mia' },
    data: { rep: 'kim', team: 'sdr', credit: 'given', reason },
  });
  expect(await review(started)).toEqual({ outcome: 'refused', because: 'nothing_to_review' });
  expect(await owedTo(started)).toHaveLength(1);
});

it('keeps the turn when a manager does not agree, and asks no more', async () => {
  const started = await aMisroutedLead('segment');
  expect(await review(started, { credit: 'refused' })).toMatchObject({ outcome: 'done' });
  expect(await owedTo(started)).toEqual([]);
  expect(await review(started)).toEqual({ outcome: 'refused', because: 'nothing_to_review' });
});

it.each([
  ['another rep', 'nothing_to_review', { rep: 'lea' }],
  [
    'the rep of another team',
    'not_your_team',
    { visibility: { scope: 'teams', person: 'ana', teams: new Set(['ae']) } },
  ],
  ['a lead that is not there', 'no_such_lead', { leadId: 'lead_none' }],
] as const)('is refused about %s', async (_, because, input) => {
  const started = await aMisroutedLead('segment');
  expect(await review(started, input)).toEqual({ outcome: 'refused', because });
  expect(await owedTo(started)).toEqual([]);
});
