import { expect, it } from 'vitest';
import { changedLinkSecret } from '../../../cli/setup/answer-links.ts';
import { parseSecretLines } from '../../../shared/adapters/secrets-manager/secret-lines.ts';
import type { AnswerLink } from '../../../shared/domain/answers/answer-link.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { signAnswerLink, verifyAnswerLink } from '../../../shared/runtime/auth/signed-link.ts';

const NOW = '2026-11-21T20:12:00.000Z';
const LINK: AnswerLink = {
  lead: 'lead_1',
  epoch: 3,
  rep: 'mia.wolf',
  answer: 'not_now',
  expiresAt: addSeconds(NOW, 60),
};
const STORED = 'an invented link secret, 32 bytes+';
const sign = (stored: string) => signAnswerLink(parseSecretLines(stored)[0], LINK);
const accepts = (stored: string, token: string) => verifyAnswerLink(parseSecretLines(stored), token, NOW).ok;

it('signs with a new secret and takes links of the former one, until that is forgotten', () => {
  const sent = sign(STORED);
  const both = changedLinkSecret(STORED, 'new');
  expect([accepts(both, sent), accepts(both, sign(both))]).toEqual([true, true]);
  expect(accepts(STORED, sign(both))).toBe(false);

  const ended = changedLinkSecret(both, 'end');
  expect([accepts(ended, sent), accepts(ended, sign(both))]).toEqual([false, true]);
});

it('makes another secret each time, and replaces one at a time', () => {
  const both = changedLinkSecret(STORED, 'new');
  expect(changedLinkSecret(STORED, 'new')).not.toBe(both);
  expect(() => changedLinkSecret(both, 'new')).toThrow('--link-secret end');
});
