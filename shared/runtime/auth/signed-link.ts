import { createHmac } from 'node:crypto';
import { type AnswerLink, decodeAnswerLink, encodeAnswerLink } from '../../domain/answers/answer-link.ts';
import type { Instant } from '../../domain/instant.ts';
import { failure, type Result, success } from '../../domain/result.ts';
import { isSameSecret } from './constant-time.ts';

/** Why a link is rejected. Only links that we signed are reported as expired. */
export type LinkProblem = 'malformed' | 'bad_signature' | 'expired';

/** Domain separation: a signature made with the same secret for another purpose is not valid here. */
const PURPOSE = 'baton answer link v1.';
const MAX_TOKEN_LENGTH = 1000;
const MIN_SECRET_BYTES = 32;

/** Returns the token of an answer link, safe in a path: `<content>.<signature>`, both base64url. */
export function signAnswerLink(secret: string, link: AnswerLink): string {
  const content = Buffer.from(encodeAnswerLink(link)).toString('base64url');
  return `${content}.${signatureOf(secret, content)}`;
}

/** Returns the link a token stands for. Takes several secrets, because an old one stays valid while it is replaced. */
export function verifyAnswerLink(
  secrets: readonly string[],
  token: string,
  now: Instant,
): Result<AnswerLink, LinkProblem> {
  const [, content, signature] = /^([\w-]+)\.([\w-]+)$/.exec(token) ?? [];
  if (content === undefined || signature === undefined || token.length > MAX_TOKEN_LENGTH) return failure('malformed');
  if (!secrets.some((secret) => isSameSecret(signature, signatureOf(secret, content)))) return failure('bad_signature');
  const link = decodeAnswerLink(Buffer.from(content, 'base64url').toString('utf8'));
  if (!link.ok) return link;
  return link.value.expiresAt <= now ? failure('expired') : success(link.value);
}

/** @throws when the secret is too short (a configuration error). */
function signatureOf(secret: string, content: string): string {
  if (Buffer.byteLength(secret) < MIN_SECRET_BYTES) throw new Error('a link secret must have at least 32 bytes');
  return createHmac('sha256', secret).update(PURPOSE).update(content).digest('base64url');
}
