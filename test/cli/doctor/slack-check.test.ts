import { expect, it } from 'vitest';
import { judgeSlack } from '../../../cli/doctor/slack-check.ts';
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
