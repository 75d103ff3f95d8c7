import { describe, expect, it } from 'vitest';
import { readTeam } from '../../../shared/use-cases/assignment/read-team.ts';
import { refreshTurnWeights } from '../../../shared/use-cases/assignment/refresh-turn-weights.ts';
import { aBaton } from '../../scenarios/a-baton.ts';
import { aDraft, aPlan, aTeam } from '../../support/builders/plan.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { storeTally } from '../../support/builders/tally.ts';
import { someBestTerms } from '../../support/builders/turn-weights.ts';

const at = (time: string) => `2026-11-${time}.000Z`;

/** Kim has won 50 of 100 leads and Lea 20 of 100, a month ago; turns of team `sdr` go by results. */
async function aTeamWithResults(best = someBestTerms()) {
  const { deps } = await aBaton({ reps: [{ id: 'kim' }, { id: 'lea' }] });
  const activate = async (terms: typeof best) => {
    const plan = aPlan({ teams: { sdr: aTeam({ turn: 'best', best: terms }), ae: aTeam({ id: 'ae' }) } });
    await deps.plans.activate(await deps.plans.publish(aDraft({ plan })));
  };
  await activate(best);
  const ofRep = (rep: string, won: number) => ({
    to: { repDay: { day: '2026-10-20', rep } },
    counters: { 'turn:sdr:hot:leads': 100, 'turn:sdr:hot:won': won },
  });
  const window = { day: '2026-10-20', time: '09:00', shard: 1 };
  storeTally(deps.world, { window, postings: [ofRep('kim', 50), ofRep('lea', 20)] });
  return { deps, activate };
}

describe('refreshing weights by results', () => {
  it('computes them once a UTC day, for the teams whose turns go by them', async () => {
    const { deps } = await aTeamWithResults();
    expect(await refreshTurnWeights(at('27T00:05:00'), deps)).toEqual({ computed: 1, failed: 0 });
    const first = await deps.reps.turnWeights('sdr');
    expect(first).toMatchObject({ version: 1, at: at('27T00:05:00'), terms: someBestTerms() });
    expect(first?.reps).toMatchObject({
      kim: { factor: 1.33, leads: 100, hits: 50, expected: 35 },
      lea: { factor: 0.67, leads: 100, hits: 20, expected: 35 },
    });
    expect(await refreshTurnWeights(at('27T23:55:00'), deps)).toEqual({ computed: 0, failed: 0 });
    expect(await refreshTurnWeights(at('28T00:00:00'), deps)).toEqual({ computed: 1, failed: 0 });
    expect((await deps.reps.turnWeights('sdr'))?.version).toBe(2);
    expect(await deps.reps.turnWeights('ae')).toBeUndefined();
  });

  it('computes them for one team a run, and does not stop at a team that fails', async () => {
    const { deps } = await aTeamWithResults();
    const best = someBestTerms();
    const teams = ['ae', 'sdr'].map((id) => [id, aTeam({ id, turn: 'best', best })] as const);
    const plan = aPlan({ teams: Object.fromEntries(teams) });
    await deps.plans.activate(await deps.plans.publish(aDraft({ plan })));
    const versions = () => Promise.all(['ae', 'sdr'].map(async (team) => (await deps.reps.turnWeights(team))?.version));
    expect(await refreshTurnWeights(at('27T00:05:00'), deps)).toEqual({ computed: 1, failed: 0 });
    expect(await versions()).toEqual([1, undefined]);
    expect(await refreshTurnWeights(at('27T00:10:00'), deps)).toEqual({ computed: 1, failed: 0 });
    expect(await versions()).toEqual([1, 1]);
    const failing = replaceMethods(deps.reps, {
      membersOf: async (team) => {
        if (team === 'ae') throw new Error('unreadable');
        return deps.reps.membersOf(team);
      },
    });
    expect(await refreshTurnWeights(at('28T00:05:00'), { ...deps, reps: failing })).toEqual({ computed: 1, failed: 1 });
    expect(await versions()).toEqual([1, 2]);
  });

  it('puts them in force for the next batch', async () => {
    const { deps } = await aTeamWithResults();
    expect((await readTeam('sdr', deps))?.weights).toBeUndefined();
    await refreshTurnWeights(at('27T00:05:00'), deps);
    expect((await readTeam('sdr', deps))?.weights?.reps.kim?.factor).toBeGreaterThan(1);
  });

  it('leaves those of other terms out of force, and computes them anew at once', async () => {
    const { deps, activate } = await aTeamWithResults();
    await refreshTurnWeights(at('27T00:05:00'), deps);
    await activate(someBestTerms({ atMost: 1.1 }));
    expect((await readTeam('sdr', deps))?.weights).toBeUndefined();
    expect(await refreshTurnWeights(at('27T00:10:00'), deps)).toEqual({ computed: 1, failed: 0 });
    expect((await readTeam('sdr', deps))?.weights?.reps.kim?.factor).toBe(1.051);
  });

  it('keeps the last ones of a team that fails, and counts it', async () => {
    const { deps } = await aTeamWithResults();
    const reports = replaceMethods(deps.reports, { day: async () => Promise.reject(new Error('no answer')) });
    expect(await refreshTurnWeights(at('27T00:05:00'), { ...deps, reports })).toEqual({ computed: 0, failed: 1 });
    const membersOf = async () => ({ members: [], isComplete: false });
    const reps = replaceMethods(deps.reps, { membersOf });
    expect(await refreshTurnWeights(at('27T00:05:00'), { ...deps, reps })).toEqual({ computed: 0, failed: 1 });
    expect(await deps.reps.turnWeights('sdr')).toBeUndefined();
  });

  it('saves once when two runs meet', async () => {
    const { deps } = await aTeamWithResults();
    const runs = await Promise.all([1, 2].map(() => refreshTurnWeights(at('27T00:05:00'), deps)));
    expect(runs.reduce((sum, { computed }) => sum + computed, 0)).toBe(1);
  });
});
