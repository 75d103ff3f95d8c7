import { expect, it } from 'vitest';
import { verifyLink } from '../../../functions/record-answer/verify-link.ts';
import type { AnswerLink } from '../../../shared/domain/answers/answer-link.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { signAnswerLink } from '../../../shared/runtime/auth/signed-link.ts';

const NOW = '2026-11-21T20:12:00.000Z';
const OLD = 'an invented link secret, 32 bytes+';
const NEW = 'another invented secret, 32 bytes+';
const LINK: AnswerLink = {
  lead: 'lead_1',
  epoch: 3,
  rep: 'mia.wolf',
  answer: 'contacted',
  expiresAt: addSeconds(NOW, 60),
};

/** What is kept of the secret, and what it is by now. */
function secretsOf(kept: readonly string[], current: readonly string[]) {
  const reads: boolean[] = [];
  const secrets = async (fresh: boolean) => {
    reads.push(fresh);
    return fresh ? current : kept;
  };
  return { secrets, reads };
}

it('takes a link signed with the former secret while that is replaced', async () => {
  const { secrets, reads } = secretsOf([NEW, OLD], []);
  expect(await verifyLink(signAnswerLink(OLD, LINK), NOW, secrets)).toEqual({ ok: true, value: LINK });
  expect(reads).toEqual([false]);
});

it('takes a link signed with a secret that it has not read yet', async () => {
  const { secrets } = secretsOf([OLD], [NEW, OLD]);
  expect(await verifyLink(signAnswerLink(NEW, LINK), NOW, secrets)).toEqual({ ok: true, value: LINK });
});

it('refuses a link signed with a secret that was forgotten, and one that is none without another read', async () => {
  const { secrets, reads } = secretsOf([NEW], [NEW]);
  expect(await verifyLink(signAnswerLink(OLD, LINK), NOW, secrets)).toEqual({ ok: false, problem: 'bad_signature' });
  expect(await verifyLink('no link', NOW, secrets)).toEqual({ ok: false, problem: 'malformed' });
  expect(reads).toEqual([false, true, false]);
});
