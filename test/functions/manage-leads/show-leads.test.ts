import { expect, it } from 'vitest';
import { getDecision, listLeads } from '../../../functions/manage-leads/show-leads.ts';
import { DecisionQuery, DecisionView } from '../../../shared/api/decision-view.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';
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
