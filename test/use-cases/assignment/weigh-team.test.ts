import { expect, it } from 'vitest';
import { weighTeam } from '../../../shared/use-cases/assignment/weigh-team.ts';
import { aBaton } from '../../scenarios/a-baton.ts';
import { storeTally } from '../../support/builders/tally.ts';
import { someBestTerms } from '../../support/builders/turn-weights.ts';
import { recordCalls } from '../../support/count-store-calls.ts';

it('adds up the days that count, and no others, for everybody in the team', async () => {
  const { deps } = await aBaton({
    reps: [{ id: 'kim' }, { id: 'lea' }, { id: 'new' }, { id: 'lou', teams: { ae: 1 } }],
  });
  const days = ['2026-08-28', '2026-08-29', '2026-10-27', '2026-10-28'];
  for (const [index, day] of days.entries())
    storeTally(deps.world, {
      window: { day, time: '09:00', shard: 1 },
      postings: ['kim', 'lea'].map((rep) => ({
        to: { repDay: { day, rep } },
        counters: { 'turn:sdr:hot:leads': 10 ** index, 'turn:sdr:hot:won': rep === 'kim' ? 10 ** index : 0 },
      })),
    });
  const reads: string[] = [];
  const reports = recordCalls(deps.reports, (_, [day]) => reads.push(String(day)));
  const reps = await weighTeam(
    { team: 'sdr', terms: someBestTerms(), now: '2026-11-27T08:00:00.000Z' },
    { reps: deps.reps, reports },
  );
  expect(Object.keys(reps)).toEqual(['kim', 'lea', 'new']);
  expect(reps.kim).toMatchObject({ leads: 110, hits: 110 });
  expect(reps.lea).toMatchObject({ leads: 110, hits: 0 });
  expect(reps.new).toEqual({ factor: 1, leads: 0, hits: 0, expected: 0, because: 'few_leads' });
  expect(reads).toHaveLength(60);
});
