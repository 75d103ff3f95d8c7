import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANSWER_KINDS, type AnswerLink, encodeAnswerLink } from '../../../shared/domain/answers/answer-link.ts';
import { addSeconds, instantOf } from '../../../shared/domain/instant.ts';
import { signAnswerLink, verifyAnswerLink } from '../../../shared/runtime/auth/signed-link.ts';

const SECRET = 'an invented link secret, 32 bytes+';
const OTHER = 'another invented secret, 32 bytes+';
const NOW = '2026-11-21T20:12:00.000Z';
const LINK: AnswerLink = {
  lead: 'lead_1',
  epoch: 3,
  rep: 'mia.wolf',
  answer: 'not_now',
  expiresAt: addSeconds(NOW, 60),
};
const TOKEN = signAnswerLink(SECRET, LINK);
const [CONTENT = '', SIGNATURE = ''] = TOKEN.split('.');

/** Returns a token signed with our secret, with content we would never sign. */
function signContent(content: string): string {
  const encoded = Buffer.from(content).toString('base64url');
  return `${encoded}.${createHmac('sha256', SECRET).update('baton answer link v1.').update(encoded).digest('base64url')}`;
}

describe('answer links', () => {
  it('survive a round trip', () => {
    const link = fc.record({
      lead: fc.string({ minLength: 1, maxLength: 40 }),
      epoch: fc.integer({ min: 1, max: 10_000 }),
      rep: fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).filter((rep) => rep.length <= 128),
      answer: fc.constantFrom(...ANSWER_KINDS),
      expiresAt: fc.integer({ min: 1, max: 4e12 }).map(instantOf),
    });
    fc.assert(
      fc.property(link, (one) => {
        const token = signAnswerLink(SECRET, one);
        expect(token).toMatch(/^[\w-]+\.[\w-]{43}$/);
        expect(verifyAnswerLink([SECRET], token, instantOf(0))).toEqual({ ok: true, value: one });
      }),
    );
  });

  it('contain only ids', () => {
    expect(Buffer.from(CONTENT, 'base64url').toString()).toBe(
      '["lead_1",3,"mia.wolf","not_now","2026-11-21T20:13:00.000Z"]',
    );
  });

  it('are valid for either secret while one is being replaced, and for no other', () => {
    expect(verifyAnswerLink([OTHER, SECRET], TOKEN, NOW)).toEqual({ ok: true, value: LINK });
    expect(verifyAnswerLink([OTHER], TOKEN, NOW)).toEqual({ ok: false, problem: 'bad_signature' });
    expect(verifyAnswerLink([], TOKEN, NOW)).toEqual({ ok: false, problem: 'bad_signature' });
  });

  it('expire at exactly their expiry time', () => {
    expect(verifyAnswerLink([SECRET], TOKEN, addSeconds(NOW, 59.999)).ok).toBe(true);
    expect(verifyAnswerLink([SECRET], TOKEN, addSeconds(NOW, 60))).toEqual({ ok: false, problem: 'expired' });
  });

  it.each(['lead', 'epoch', 'rep', 'answer', 'expiresAt'] as const)('are bound to their %s', (key) => {
    const other: AnswerLink = {
      lead: 'lead_2',
      epoch: 4,
      rep: 'tom.berg',
      answer: 'qualified',
      expiresAt: addSeconds(NOW, 600),
    };
    const forged = Buffer.from(encodeAnswerLink({ ...LINK, [key]: other[key] })).toString('base64url');
    expect(verifyAnswerLink([SECRET], `${forged}.${SIGNATURE}`, NOW)).toEqual({ ok: false, problem: 'bad_signature' });
  });

  it('become invalid when any character changes', () => {
    fc.assert(
      fc.property(fc.nat(TOKEN.length - 1), fc.constantFrom('A', 'b', '0', '_', '-'), (at, character) => {
        const changed = `${TOKEN.slice(0, at)}${character}${TOKEN.slice(at + 1)}`;
        expect(verifyAnswerLink([SECRET], changed, NOW).ok).toBe(changed === TOKEN);
      }),
    );
  });

  it.each([
    '',
    'x',
    '.',
    `${CONTENT}.`,
    `.${SIGNATURE}`,
    `${TOKEN}.x`,
    `${TOKEN} `,
    `${CONTENT}=.${SIGNATURE}`,
    `${'A'.repeat(1000)}.${SIGNATURE}`,
  ])('that are incomplete are malformed: %s', (token) => {
    expect(verifyAnswerLink([SECRET], token, NOW)).toEqual({ ok: false, problem: 'malformed' });
  });

  it.each([
    'not json',
    '{}',
    '["lead_1",3,"mia.wolf","not_now"]',
    '["lead_1",0,"mia.wolf","not_now","2026-11-21T20:13:00.000Z"]',
    '["lead_1",3,"mia.wolf","anything","2026-11-21T20:13:00.000Z"]',
    '["lead_1",3,"mia.wolf","not_now","tomorrow"]',
    '["",3,"mia.wolf","not_now","2026-11-21T20:13:00.000Z"]',
  ])('with foreign content are malformed even when signed: %s', (content) => {
    expect(verifyAnswerLink([SECRET], signContent(content), NOW)).toEqual({ ok: false, problem: 'malformed' });
  });

  it('cannot be signed with a secret that is too short', () => {
    expect(() => signAnswerLink('short', LINK)).toThrow('32 bytes');
  });
});
