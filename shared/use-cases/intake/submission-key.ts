import { type Instant, millisecondsOf } from '../../domain/instant.ts';
import type { Submission } from '../../domain/intake/submission.ts';

/** What says that a submission has been taken in before. */
export interface SubmissionKeys {
  /** Taken by the lead that it becomes. */
  readonly key: string;
  /** Under which an earlier copy of it may have been taken in. */
  readonly before?: string;
}

/** Senders repeat for days at most; who says the same again after one to two of these weeks means it. */
const SAME_FOR_MILLISECONDS = 7 * 24 * 3600 * 1000;

/**
 * Recognises a submission: by its own id, else by the sender's id of the delivery, both for ever; else by what it says without what
 * changes from try to try, and then only for a while, since nobody must lose a request because they asked the same before.
 */
export function submissionKeys(
  from: {
    readonly source: string;
    readonly dedupe: Submission['dedupe'];
    /** The sender's id of the delivery and, when it holds many, the place in it. */
    readonly sentAs?: string;
    readonly receivedAt: Instant;
  },
  hash: (text: string) => string,
): SubmissionKeys {
  const { source, dedupe, sentAs, receivedAt } = from;
  if (dedupe.submissionId !== undefined) return { key: hash(`${source}\nid\n${dedupe.submissionId}`) };
  if (sentAs !== undefined) return { key: hash(`${source}\nsent\n${sentAs}`) };
  const week = Math.floor(millisecondsOf(receivedAt) / SAME_FOR_MILLISECONDS);
  const keyIn = (one: number) => hash(`${source}\ncontent\n${dedupe.contentHash}\n${one}`);
  return { key: keyIn(week), before: keyIn(week - 1) };
}
