import type { LeadId, RepId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';

/** Creates the links a rep answers with: signed, expiring, bound to lead, epoch, rep and action. */
export interface AnswerLinks {
  createLinks(options: {
    readonly lead: LeadId;
    readonly epoch: number;
    readonly rep: RepId;
    readonly expiresAt: Instant;
  }): Promise<Readonly<Record<string, string>>>;
}
