import { ANSWER_KINDS } from '../../domain/answers/answer-link.ts';
import type { AnswerLinks } from '../../ports/answer-links.ts';

/** Fake of the answer links: unsigned, with readable contents. */
export class InMemoryAnswerLinks implements AnswerLinks {
  async createLinks({ lead, epoch, rep, expiresAt }: Parameters<AnswerLinks['createLinks']>[0]) {
    return Object.fromEntries(
      ANSWER_KINDS.map((action) => [action, `memory:answer/${action}/${lead}/${epoch}/${rep}/${expiresAt}`]),
    );
  }
}
