import { ANSWER_KINDS } from '../../domain/answers/answer-link.ts';
import type { AnswerLinks } from '../../ports/answer-links.ts';
import { signAnswerLink } from '../../runtime/auth/signed-link.ts';

/** Answer links under the API's address, signed with the environment's link secret. */
export function createSignedAnswerLinks(options: {
  /** Without a trailing slash. */
  readonly apiUrl: string;
  readonly secret: () => Promise<string>;
}): AnswerLinks {
  return {
    async createLinks({ lead, epoch, rep, expiresAt }) {
      const secret = await options.secret();
      const links = ANSWER_KINDS.map((answer) => {
        const token = signAnswerLink(secret, { lead, epoch, rep, answer, expiresAt });
        return [answer, `${options.apiUrl}/answers/${token}`] as const;
      });
      return Object.fromEntries(links);
    },
  };
}
