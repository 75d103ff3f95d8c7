import { beforeEach, describe, expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { calculateScore } from '../../../shared/domain/routing/scoring.ts';
import type { VirtualBaton } from '../../../shared/simulation/virtual-baton.ts';
import { enrichLead } from '../../../shared/use-cases/routing/enrich-lead.ts';
import { redriveRouting } from '../../../shared/use-cases/routing/redrive-routing.ts';
import { routeLead } from '../../../shared/use-cases/routing/route-lead.ts';
import { type DecidedScore, scoreLead } from '../../../shared/use-cases/routing/score-lead.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';

let baton: VirtualBaton;
let id: string;

beforeEach(async () => {
  baton = await aBaton({ switches: { events: false, sweep: false } });
  id = await baton.postOne(aDemoRequest('ada', { employees: '2000' }));
  await enrichLead(id, baton.now, baton.deps);
});

async function decideScore(): Promise<DecidedScore> {
  const scored = await scoreLead(id, baton.now, baton.deps);
  if (scored.outcome !== 'scored') throw new Error(scored.outcome);
  return scored.decided;
}

/** Returns a score that nobody would compute, so that its use shows. */
async function decideMarkedScore(): Promise<DecidedScore> {
  const decided = await decideScore();
  return { ...decided, score: { ...decided.score, total: 61, behaviour: 31 } };
}

async function routedTotal(decidedScore: DecidedScore | undefined): Promise<number | undefined> {
  expect((await routeLead({ lead: id, decidedScore }, baton.now, baton.deps)).outcome).toBe('done');
  return (await baton.lead(id)).score?.total;
}

async function activatePlan(text: string): Promise<void> {
  await baton.deps.plans.activate(await baton.deps.plans.publish(aDraft({ text, plan: aPlan() })));
}

describe('routing with a score decided before', () => {
  it('uses it while the lead, the plan and the enrichment result are the same', async () => {
    expect(await routedTotal(await decideMarkedScore())).toBe(61);
    expect((await baton.lead(id)).features).toMatchObject({ score: 61, band: 'hot' });
  });

  it('saves the same lead as routing that scores itself', async () => {
    const decided = await decideScore();
    await baton.advance(20);
    expect(await routedTotal(decided)).toBe(75);
    const { score, features, touchpoints } = await baton.lead(id);
    expect(score).toEqual(calculateScore(aPlan().scoring, features, touchpoints, baton.now));
    expect(features).toMatchObject({ score: score?.total, band: score?.band });
  });

  it.each([
    ['a touchpoint came', 90, () => baton.post(aDemoRequest('ada', { message: 'again' }))],
    ['another plan is active', 75, () => activatePlan('plan: next')],
    ['the lead was enriched again', 75, () => enrichLead(id, baton.now, baton.deps)],
  ])('scores again when %s meanwhile', async (_, total, change) => {
    const decided = await decideMarkedScore();
    await change();
    expect(await routedTotal(decided)).toBe(total);
  });

  it('scores again when a touchpoint comes while it saves', async () => {
    const decided = await decideMarkedScore();
    let first = true;
    const leads = replaceMethods(baton.deps.leads, {
      commit: async (change) => {
        if (first) {
          first = false;
          await baton.post(aDemoRequest('ada', { message: 'again' }));
        }
        return baton.deps.leads.commit(change);
      },
    });
    await routeLead({ lead: id, decidedScore: decided }, baton.now, { ...baton.deps, leads });
    expect(await baton.lead(id)).toMatchObject({ score: { total: 90 } });
  });

  it('scores again when the sweep retried routing meanwhile', async () => {
    const decided = await decideMarkedScore();
    const enrichment = { enrich: () => Promise.reject(new Error('down')) };
    await baton.advance(120);
    await expect(redriveRouting(id, baton.now, { ...baton.deps, enrichment })).rejects.toThrow('down');
    expect(await baton.eventTypesOf(id)).toContain('RoutingRetried');
    expect(await routedTotal(decided)).toBe(75);
  });

  it('changes nothing when it runs again or late', async () => {
    const decided = await decideScore();
    await routedTotal(decided);
    const before = await baton.lead(id);
    const late = addSeconds(baton.now, 3600);
    const again = await routeLead({ lead: id, decidedScore: decided }, late, baton.deps);
    expect(again).toEqual({ outcome: 'refused', because: 'not_waiting_for_routing' });
    expect(await scoreLead(id, late, baton.deps)).toEqual({ outcome: 'nothing_to_do' });
    expect(await baton.lead(id)).toEqual(before);
  });
});

it('is scored by routing itself when the sweep redrives it', async () => {
  await baton.advance(120);
  expect((await redriveRouting(id, baton.now, baton.deps)).outcome).toBe('done');
  expect((await baton.lead(id)).score?.total).toBe(75);
});

it('decides no score without a plan or before enrichment', async () => {
  const other = await baton.postOne(aDemoRequest('ben'));
  expect(await scoreLead(other, baton.now, baton.deps)).toEqual({ outcome: 'nothing_to_do' });
  const plans = replaceMethods(baton.deps.plans, { active: async () => undefined });
  expect(await scoreLead(id, baton.now, { ...baton.deps, plans })).toEqual({ outcome: 'no_plan' });
});

it('hands on ids, codes and numbers only', async () => {
  const decided = JSON.stringify(await decideScore());
  for (const personal of ['ada', 'north.example', '2000']) expect(decided.toLowerCase()).not.toContain(personal);
});
