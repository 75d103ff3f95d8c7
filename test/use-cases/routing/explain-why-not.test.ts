import { describe, expect, it } from 'vitest';
import { explainWhyNot } from '../../../shared/use-cases/routing/explain-why-not.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';
import { aWrittenPlan } from '../../scenarios/written-plan.ts';

const PLAN = aWrittenPlan({
  teams: `
  sdr: {manager: mia, hours: always, turn: weighted}
  ae: {manager: ana, hours: always, turn: weighted}`,
  more: 'fields: {employees: {type: range}}',
  rules: `
    - {rule: big, when: {employees: 1000+}, to: ae}
    - {rule: rest, when: {touch: demo_request}, to: sdr}`,
});
const AWAY = [{ from: '2026-11-20T00:00:00.000Z', until: '2026-12-01T00:00:00.000Z' }];

async function anOffice() {
  const baton = await aBaton({
    plan: PLAN,
    reps: [{ id: 'kim' }, { id: 'lea', leaves: AWAY }, { id: 'ana', teams: { ae: 1 } }],
  });
  const id = await baton.postOne(aDemoRequest('ada', { employees: '50' }));
  const explain = async (rep: string, teams = ['sdr']) =>
    explainWhyNot(await baton.lead(id), { rep, teams }, baton.deps);
  return { baton, id, explain };
}

describe('why a rep did not get a lead', () => {
  it('is their reason, with the change that would have been enough, whatever they are today', async () => {
    const { baton, explain } = await anOffice();
    const lea = await baton.deps.reps.get('lea');
    if (!lea) throw new Error('no rep lea');
    const change = { rep: 'lea', version: 2, at: baton.now, teams: ['sdr'] };
    await baton.deps.reps.save({ ...lea, leaves: [], active: false, version: 2 }, change);
    expect(await explain('lea')).toEqual({
      rep: 'lea',
      because: 'on_leave',
      // Level with kim, who comes first: one unit of credit is missing as well.
      ways: [[{ change: 'no_leave' }, { change: 'credit', units: 1 }]],
      ruleWays: [],
    });
  });

  it('is the rule for a rep of another team, with the feature that would have led there', async () => {
    const { explain } = await anOffice();
    expect(await explain('ana', ['ae'])).toEqual({
      rep: 'ana',
      because: 'not_a_candidate',
      ways: [],
      ruleWays: [{ changes: [{ field: 'employees', value: 1000 }], rule: 'big', team: 'ae' }],
    });
  });

  it('names no rule for a team that the caller does not see', async () => {
    const { explain } = await anOffice();
    expect(await explain('ana', [])).toMatchObject({ because: 'not_a_candidate', ruleWays: [] });
  });

  it('says that the owner was chosen', async () => {
    const { explain } = await anOffice();
    expect(await explain('kim')).toMatchObject({ because: 'chosen', ways: [] });
  });

  it('says that nobody was chosen yet', async () => {
    const baton = await aBaton({ plan: PLAN, reps: [{ id: 'lea', leaves: AWAY }] });
    const lead = await baton.lead(await baton.postOne(aDemoRequest()));
    expect(await explainWhyNot(lead, { rep: 'lea', teams: ['sdr'] }, baton.deps)).toMatchObject({
      because: 'not_assigned',
      ways: [],
    });
  });
});
