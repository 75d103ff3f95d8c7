import { expect, it } from 'vitest';
import { judgeSlack, judgeTeamChannel, readTeamChannels } from '../../../cli/doctor/slack-check.ts';
import { aPlan } from '../../support/builders/plan.ts';
import { aRep } from '../../support/builders/rep.ts';

const KIM = aRep({ addresses: { slack: 'U0KIM001' } });
const LEA = aRep({ id: 'lea' });
const CONNECTED = { ok: true, value: { team: 'T0ACME', teamName: 'Acme', bot: 'U0BATON' } } as const;

it.each([
  ['is fine without a workspace if nobody has an address there', undefined, [LEA], 'ok', undefined],
  ['warns if somebody has', undefined, [KIM], 'warning', /baton slack connect/],
  ['is fine with a workspace', CONNECTED, [KIM, LEA], 'ok', undefined],
  ['warns if nobody can be reached there', CONNECTED, [LEA], 'warning', /baton slack match/],
  ['fails with a revoked token', { ok: false, error: 'token_revoked' }, [KIM], 'failed', /Install the app/],
  ['fails without a scope', { ok: false, error: 'missing_scope' }, [KIM], 'failed', /baton slack manifest/],
  ['does not judge while Slack does not answer', 'no_answer', [KIM], 'unknown', /slack-status/],
] as const)('%s', (_, said, reps, state, todo) => {
  const [finding] = judgeSlack(said, reps);
  expect(finding).toMatchObject({ check: 'Slack', state });
  expect(finding?.todo).toEqual(todo && expect.stringMatching(todo));
});

it('counts whom it reaches of the active reps', () => {
  const [finding] = judgeSlack(CONNECTED, [KIM, LEA, aRep({ id: 'old', active: false })]);
  expect(finding?.observed).toBe('connected to Acme, reaches 1 of 2 active reps');
});

const found = (isMember: boolean, isArchived = false) => ({ ok: true, value: { isMember, isArchived } }) as const;

it.each([
  ['is fine if it takes messages', found(true), 'ok', undefined],
  ['warns if the app is not in it', found(false), 'warning', /\/invite @Baton/],
  ['warns if it is archived', found(true, true), 'warning', /Unarchive/],
  ['warns if there is none', { ok: false, error: 'channel_not_found' }, 'warning', /Correct it in the plan/],
  ['warns without a scope', { ok: false, error: 'missing_scope' }, 'warning', /baton slack manifest/],
  ['does not judge while Slack does not answer', 'no_answer', 'unknown', /Try again/],
] as const)('the channel of a team %s', (_, said, state, todo) => {
  const [finding] = judgeTeamChannel({ team: 'sdr', channel: 'C0SDR01', said });
  expect(finding).toMatchObject({ check: 'Slack', state, observed: expect.stringContaining('C0SDR01 of team sdr') });
  expect(finding?.todo).toEqual(todo && expect.stringMatching(todo));
});

it('looks at the channels that the plan names, and goes on when one cannot be looked at', async () => {
  const { teams } = aPlan();
  const [first] = Object.values(teams);
  if (!first) throw new Error('the plan has no team');
  const named = (id: string, channel?: string) => ({
    ...first,
    ...{ id, ...(channel && { slack: { channel, showsName: false } }) },
  });
  const plan = { teams: { a: named('a', 'C0DOWN1'), b: named('b'), c: named('c', 'C0SDR01') } };
  const channel = async (id: string) => {
    if (id === 'C0DOWN1') throw new Error('no answer');
    return found(true);
  };
  expect(await readTeamChannels(plan, { channel })).toEqual([
    { team: 'a', channel: 'C0DOWN1', said: 'no_answer' },
    { team: 'c', channel: 'C0SDR01', said: found(true) },
  ]);
});
