import { expect, it } from 'vitest';
import { explainDecision } from '../../shared/domain/assignment/decision-record.ts';
import { measureBalance } from '../../shared/domain/assignment/fairness/bounds.ts';
import { refreshTurnWeights } from '../../shared/use-cases/assignment/refresh-turn-weights.ts';
import { rollUp } from '../../shared/use-cases/reporting/roll-up.ts';
import { replayLead } from '../../shared/use-cases/routing/replay-lead.ts';
import { aBaton, aDemoRequest, answerAsOwner, postMany } from './a-baton.ts';
import { aWrittenPlan } from './written-plan.ts';

const DAY = 24 * 3600;

it('who wins more gets more, within bounds, from what reps answered; each decision replays and says why', async () => {
  const plan = aWrittenPlan({
    teams: `
  sdr: {manager: mia, hours: always, turn: {best: win_rate, over: 44d, settled: 30d, sample: 10, at_most: 1.5x}}`,
    rules: `
    - {rule: demo, when: {touch: demo_request}, to: sdr}`,
  });
  const baton = await aBaton({ plan, reps: [{ id: 'kim' }, { id: 'lea' }], sweepIntervalSeconds: 3600 });
  const first = await postMany(baton, 40, (index) => aDemoRequest(`early-${index}`));
  await baton.settle();
  const taken = { kim: 0, lea: 0 };
  for (const id of first) {
    const owner = (await baton.lead(id)).accountable === 'kim' ? 'kim' : 'lea';
    taken[owner] += 1;
    // Kim wins three of four leads, Lea one of four.
    const isWon = owner === 'kim' ? taken.kim % 4 !== 0 : taken.lea % 4 === 0;
    await answerAsOwner(baton, id, isWon ? { answer: 'converted' } : { answer: 'disqualified', reason: 'no_fit' });
  }
  expect(taken).toEqual({ kim: 20, lea: 20 });

  await rollUp(first, baton.deps);
  expect(await refreshTurnWeights(baton.now, baton.deps)).toEqual({ computed: 1, failed: 0 });
  const young = await baton.deps.reps.turnWeights('sdr');
  expect(young?.reps.kim).toMatchObject({ factor: 1, leads: 0, because: 'few_leads' });

  await baton.advance(32 * DAY);
  await refreshTurnWeights(baton.now, baton.deps);
  const factors = (await baton.deps.reps.turnWeights('sdr'))?.reps;
  expect(factors).toMatchObject({ kim: { leads: 20, hits: 15 }, lea: { leads: 20, hits: 5 } });

  const later = await postMany(baton, 30, (index) => aDemoRequest(`late-${index}`));
  await baton.settle();
  const owners = await Promise.all(later.map(async (id) => (await baton.lead(id)).accountable));
  const ofKim = owners.filter((owner) => owner === 'kim').length;
  const share = (factors?.kim?.factor ?? 0) / 2;
  expect(share).toBeGreaterThan(0.6);
  expect(Math.abs(ofKim - 30 * share)).toBeLessThanOrEqual(1);
  const { ledger } = await baton.deps.leads.ledger('sdr');
  expect(Object.values(measureBalance(ledger)).map(({ isExact }) => isExact)).toEqual([true]);

  const lead = await baton.lead(later[owners.indexOf('kim')] ?? '');
  const id = lead.stage.state === 'assigned' ? lead.stage.decision : undefined;
  const record = (await baton.deps.leads.decision(id ?? ''))?.record;
  expect(record && explainDecision(record, lead.id)?.results).toMatchObject({
    weight: factors?.kim?.factor,
    hits: 15,
    leads: 20,
    by: 'win_rate',
    overDays: 44,
    version: 2,
  });
  const { assignments } = await replayLead(lead, baton.deps);
  expect(assignments).toMatchObject([{ outcome: 'equal' }]);
});
