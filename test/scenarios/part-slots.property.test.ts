import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import { holdOf } from '../../shared/domain/lead/lead.ts';
import { assignTeam } from '../../shared/use-cases/assignment/assign-team.ts';
import { queuedLeads } from '../use-cases/situations.ts';
import { answerAsOwner } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const CAP = 2;
const REPS = ['kim', 'lea'].map((id) => ({ id, cap: { open: CAP } }));
const ANSWERS = {
  contacted: { answer: 'contacted' },
  qualified: { answer: 'qualified' },
  declined: { answer: 'declined' },
  lost: { answer: 'disqualified', reason: 'no_need' },
} as const;

const share = fc.constantFrom(0.25, 0.5, 0.75, 1);
const capacity = fc
  .tuple(share, share)
  .map(([one, other]) => ({ working: Math.max(one, other), qualified: Math.min(one, other) }));
const step = fc.oneof(
  fc.constant('assign' as const),
  fc.record({
    said: fc.constantFrom('contacted', 'qualified', 'declined', 'lost' as const),
    which: fc.nat({ max: 30 }),
  }),
);

it('loads are the exact sums of the parts that leads take, and never exceed the open cap', async () => {
  let mostHeld = 0;
  await fc.assert(
    fc.asyncProperty(capacity, fc.array(step, { minLength: 6, maxLength: 30 }), async (plan, steps) => {
      const { baton } = await queuedLeads(12, { plan: { capacity: plan }, reps: REPS });
      const { deps } = baton;
      for (const [at, one] of ['assign' as const, ...steps].entries()) {
        if (one === 'assign') await assignTeam('sdr', addSeconds(baton.now, at), deps);
        else {
          const held = [...deps.world.leads.values()].filter((lead) => holdOf(lead) !== undefined);
          const lead = held[one.which % Math.max(1, held.length)];
          const person = lead && holdOf(lead)?.rep;
          if (lead && person !== undefined) await answerAsOwner(baton, lead.id, ANSWERS[one.said], { person });
        }
        await expectInvariants(baton);
        for (const { id } of REPS) {
          expect((await deps.reps.loadOf(id)).open).toBeLessThanOrEqual(CAP);
          mostHeld = Math.max(mostHeld, (await deps.reps.holdsOf(id)).length);
        }
      }
    }),
    { numRuns: 40 },
  );
  expect(mostHeld).toBeGreaterThan(CAP);
}, 60_000);
