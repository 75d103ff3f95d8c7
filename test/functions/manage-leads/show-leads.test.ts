import { expect, it } from 'vitest';
import { getDecision } from '../../../functions/manage-leads/show-leads.ts';
import { DecisionQuery, DecisionView } from '../../../shared/api/decision-view.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';

/** Asks as an admin for the decision about a demo request that kim got. */
async function ask(query: Readonly<Record<string, string>>) {
  const baton = await aBaton({ reps: [{ id: 'kim' }, { id: 'lea' }] });
  const id = await baton.postOne(aDemoRequest());
  const call = {
    params: { id },
    query: DecisionQuery.parse(query),
    principal: { keyId: 'k', role: 'admin' },
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
