import { ANSWERS } from '../../domain/answers/answer-link.ts';
import type { AnswerLinks } from '../../ports/answer-links.ts';

/** Fake of the answer links: unsigned, with readable contents. */
export class MemoryAnswerLinks implements AnswerLinks {
  async linksFor({ lead, epoch, rep, expiresAt }: Parameters<AnswerLinks['linksFor']>[0]) {
    return Object.fromEntries(
      ANSWERS.map((action) => [action, `memory:answer/${action}/${lead}/${epoch}/${rep}/${expiresAt}`]),
    );
  }
}
