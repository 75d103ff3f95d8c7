import { expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { type AssignManuallyInput, assignManually } from '../../../shared/use-cases/assignment/assign-manually.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aPlan } from '../../support/builders/plan.ts';
import { aRoutedLead, type StoppedBaton } from '../stopped-baton.ts';

const FIRST_TOUCH = 3600;
const REPS = [{ id: 'kim' }, { id: 'lea' }];

/** Passes the lead to and fro this many times, a minute apart, and returns it as it is after each time. */
async function passToAndFro(
  { baton, deps, id }: StoppedBaton,
  times: number,
  input: Partial<AssignManuallyInput> = {},
) {
  const leads = [];
  for (let time = 0; time < times; time += 1) {
    const { epoch } = await baton.lead(id);
    const now = addSeconds(MONDAY, time * 60);
    const rep = time % 2 === 0 ? 'kim' : 'lea';
    const usual = { leadId: id, epoch, rep, overCap: false, by: 'ana', now };
    const result = await assignManually({ ...usual, ...input }, deps);
    if (result.outcome !== 'done' || result.lead.stage.state !== 'assigned') throw new Error(JSON.stringify(result));
    leads.push(result.lead.stage);
  }
  return leads;
}

const anOffice = (byHand: number) =>
  aRoutedLead({
    reps: REPS,
    plan: {
      limits: { ...aPlan().limits, byHand },
      slas: aPlan().slas.map((sla) => ({ ...sla, firstTouchSeconds: FIRST_TOUCH })),
    },
  });
const dueAt = ({ deadlines }: { readonly deadlines: readonly { readonly kind: string; readonly at: string }[] }) =>
  deadlines.find(({ kind }) => kind === 'breach')?.at;

it('begins a new clock each time up to the limit; then the clock runs on, and the lead still changes hands', async () => {
  const stages = await passToAndFro(await anOffice(2), 5);
  expect(stages.map(({ owner }) => owner)).toEqual(['kim', 'lea', 'kim', 'lea', 'kim']);
  expect(stages.map(dueAt)).toEqual([0, 60, 60, 60, 60].map((from) => addSeconds(MONDAY, from + FIRST_TOUCH)));
});

it.each([
  ['the manager', 'ana', 'manager'],
  ['the plan’s owner, when the manager assigns it', 'mia', 'plan_owner'],
] as const)('tells %s each time beyond the limit', async (_, by, whom) => {
  const stages = await passToAndFro(await anOffice(1), 3, { by });
  const told = stages.map(({ deadlines }) =>
    deadlines.filter((deadline) => deadline.kind === 'escalate' && deadline.because !== undefined),
  );
  expect(told[0]).toEqual([]);
  for (const [index, one] of told.slice(1).entries())
    expect(one).toEqual([
      { kind: 'escalate', whom, because: 'assigned_by_hand_again', at: addSeconds(MONDAY, (index + 1) * 60) },
    ]);
});
