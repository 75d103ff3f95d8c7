import { describe, expect, it } from 'vitest';
import { previewWeights } from '../../../functions/show-reports/preview-weights.ts';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import type { Team } from '../../../shared/domain/plan/team.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aDraft, aPlan, aTeam } from '../../support/builders/plan.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import { someBestTerms, someTurnWeights } from '../../support/builders/turn-weights.ts';

async function preview(
  query: object,
  team: Partial<Team> = {},
  caller: { readonly id?: string; readonly role?: string } = {},
) {
  const { id = 'sdr', role = 'admin' } = caller;
  const deps = createInMemoryDeps();
  await deps.plans.activate(await deps.plans.publish(aDraft({ plan: aPlan({ teams: { sdr: aTeam(team) } }) })));
  await saveReps(deps.reps, aRep({ id: 'kim' }));
  await deps.reps.saveTurnWeights(someTurnWeights());
  const principal = { keyId: 'k', role, repId: 'zoe' };
  return previewWeights({ params: { id }, query, principal, now: MONDAY } as never, deps);
}

const byResults = { turn: 'best', best: someBestTerms() } as const;

describe('a preview of weights', () => {
  it('goes by the terms of the plan, and shows what is in force', async () => {
    expect(await preview({}, byResults)).toEqual({
      status: 200,
      body: {
        team: 'sdr',
        isInPlan: true,
        terms: someBestTerms(),
        inForce: { version: 1, at: MONDAY },
        reps: [{ rep: 'kim', factor: 1, leads: 0, hits: 0, expected: 0, because: 'few_leads', factorInForce: 1.125 }],
      },
    });
  });

  it('tries other terms without putting them in force', async () => {
    expect(await preview({ atMost: 2 }, byResults)).toMatchObject({
      body: { isInPlan: false, terms: someBestTerms({ atMost: 2 }), inForce: { version: 1 } },
    });
    expect(await preview({ by: 'conversion', sample: 5 })).toMatchObject({
      body: { isInPlan: false, terms: { by: 'conversion', overDays: 90, settledDays: 14, sample: 5, atMost: 1.5 } },
    });
  });

  it('asks what counts while the plan does not say', async () => {
    expect(await preview({})).toMatchObject({ kind: 'not-found', detail: expect.stringContaining('name `by`') });
  });

  it('is refused for a team that is not there, and to a manager of others', async () => {
    expect(await preview({}, byResults, { id: 'constructor' })).toMatchObject({ kind: 'not-found' });
    expect(await preview({}, byResults, { role: 'manager' })).toMatchObject({ kind: 'forbidden' });
  });
});
