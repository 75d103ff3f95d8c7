import type { AnswerLink } from '../../shared/domain/answers/answer-link.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Result } from '../../shared/domain/result.ts';
import { type LinkProblem, verifyAnswerLink } from '../../shared/runtime/auth/signed-link.ts';

/** The secrets that answer links may be signed with, newest first; `fresh`: past what is kept of them. */
export type LinkSecrets = (fresh: boolean) => Promise<readonly string[]>;

/** Returns the link that a token stands for. Before a signature is refused, the secrets are read again. */
export async function verifyLink(
  token: string,
  now: Instant,
  secrets: LinkSecrets,
): Promise<Result<AnswerLink, LinkProblem>> {
  const link = verifyAnswerLink(await secrets(false), token, now);
  if (link.ok || link.problem !== 'bad_signature') return link;
  return verifyAnswerLink(await secrets(true), token, now);
}
