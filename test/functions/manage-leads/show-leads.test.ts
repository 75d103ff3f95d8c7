import { describe, expect, it } from 'vitest';
import { getDecision, listLeads } from '../../../functions/manage-leads/show-leads.ts';
import { DecisionQuery, DecisionView } from '../../../shared/api/decision-view.ts';
import type { Rep } from '../../../shared/domain/team/rep.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';
import { aWrittenPlan } from '../../scenarios/written-plan.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

it('lists what rules see of leads, if asked, and only those received from a moment on', async () => {
  const baton = await aBaton();
  const early = await baton.postOne(aDemoRequest('ada', { country: 'DE' }));
  await baton.advance(600);
  const late = await baton.postOne(aDemoRequest('bo', { country: 'FR' }));
  const list = async (query: object) => {
    const principal = { keyId: 'key_7', role: 'admin' };
    const call = { query: { limit: 25, state: 'assigned', ...query }, principal, now: baton.now };
    const answer = await listLeads(call as never, baton.deps);
    return (answer as { readonly body: { readonly leads: readonly { readonly id: string }[] } }).body.leads;
  };
  expect((await list({})).map(({ id }) => id)).toEqual([early, late]);
  expect(await list({})).not.toMatchObject([{ features: expect.anything() }, {}]);
  expect(await list({ with: 'features', receivedFrom: minutesAfterMonday(5) })).toMatchObject([
    { id: late, features: { country: 'FR', touch: 'demo_request' }, touchpoints: [{ touch: 'demo_request' }] },
  ]);
  expect(await list({ receivedFrom: MONDAY })).toHaveLength(2);
});

/** Asks for the decision about a demo request that kim got, as an admin or as a person. */
async function ask(
  query: Readonly<Record<string, string>>,
  principal: object = { role: 'admin' },
  reps: Parameters<typeof aBaton>[0] = {},
) {
  const baton = await aBaton({ reps: [{ id: 'kim' }, { id: 'lea' }], ...reps });
  const id = await baton.postOne(aDemoRequest());
  const call = {
    params: { id },
    query: DecisionQuery.parse(query),
    principal: { keyId: 'k', ...principal },
    now: baton.now,
  };
  return getDecision(call as never, baton.deps);
}

it('adds the replay and why a rep was not chosen to a decision, when asked for', async () => {
  const reply = await ask({ replay: 'true', whyNot: 'lea' });
  if (!('status' in reply) || !('body' in reply)) throw new Error('no reply');
  const { replay, whyNot } = DecisionView.parse(reply.body);
  expect(replay).toMatchObject({ route: { outcome: 'equal' }, assignments: [{ outcome: 'equal' }] });
  expect(whyNot).toEqual({
    rep: 'lea',
    because: 'not_in_turn',
    ways: [[{ change: 'credit', units: 1 }]],
    ruleWays: [],
  });
});

it('adds neither unasked', async () => {
  const reply = await ask({});
  expect(reply).toMatchObject({ status: 200, body: { replay: undefined, whyNot: undefined } });
});

it('says that there is no such rep', async () => {
  expect(await ask({ whyNot: 'nobody' })).toMatchObject({ kind: 'not-found' });
});

describe('why not this rep, asked by the manager of the team that has the lead', () => {
  const MIA = { role: 'manager', repId: 'mia' };
  const plan = aWrittenPlan({
    teams: `
  sdr: {manager: mia, hours: always, turn: weighted}
  sdr-big: {manager: mia, hours: always, turn: weighted}
  ae: {manager: ana, hours: always, turn: weighted}`,
    more: 'fields: {employees: {type: range}}',
    rules: `
    - {rule: huge, when: {employees: 5000+}, to: ae}
    - {rule: big, when: {employees: 1000+}, to: sdr-big}
    - {rule: rest, to: sdr}`,
  });
  const reps: readonly Partial<Rep>[] = [
    { id: 'kim' },
    { id: 'pat', teams: { 'sdr-big': 1, ae: 1 } },
    { id: 'lou', teams: { ae: 1 } },
  ];

  it('names only teams that they manage, where an admin sees every team of the rep', async () => {
    const rulesFor = async (principal: object) => {
      const reply = await ask({ whyNot: 'pat' }, principal, { plan, reps });
      if (!('body' in reply)) throw new Error('no reply');
      return DecisionView.parse(reply.body).whyNot?.ruleWays.map(({ rule }) => rule);
    };
    expect(await rulesFor(MIA)).toEqual(['big']);
    expect(await rulesFor({ role: 'admin' })).toEqual(['huge', 'big']);
  });

  it('is refused for a rep who is in none of their teams', async () => {
    expect(await ask({ whyNot: 'lou' }, MIA, { plan, reps })).toMatchObject({ kind: 'forbidden' });
  });

  it('is refused to a rep about a colleague', async () => {
    expect(await ask({ whyNot: 'lea' }, { role: 'rep', repId: 'kim' })).toMatchObject({ kind: 'forbidden' });
    expect(await ask({ whyNot: 'kim' }, { role: 'rep', repId: 'kim' })).toMatchObject({ status: 200 });
  });
});
