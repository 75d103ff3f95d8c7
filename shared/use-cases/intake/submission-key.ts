import { type Instant, millisecondsOf } from '../../domain/instant.ts';
import type { Submission } from '../../domain/intake/submission.ts';

/** The keys by which a repeated submission is recognised. */
export interface SubmissionKeys {
  /** Claimed by the lead created from it. */
  readonly key: string;
  /** The key under which an earlier copy may have been taken in. */
  readonly previous?: string;
  /** The id alone, if the sender states one. It belongs to the first submission that came with it. */
  readonly id?: string;
}

/**
 * Length of the window (one week, in milliseconds) for content hashes. Senders retry for days at most; the same content
 * after one to two windows is a new request.
 */
const CONTENT_WINDOW_MILLISECONDS = 7 * 24 * 3600 * 1000;

/**
 * Returns the keys of a submission: its own id, else the sender's delivery id, both with a hash of its content and valid
 * forever. Some programs send every submission under one id; only the same content makes it the same submission.
 * Without an id: a hash of its content without the parts that change between retries. The hash is valid for a while only, since nobody must lose a
 * request for having made the same one before.
 */
export function submissionKeys(
  from: {
    readonly source: string;
    readonly dedupe: Submission['dedupe'];
    /** The sender's delivery id and, if the delivery holds several submissions, the position in it. */
    readonly sentAs?: string;
    readonly receivedAt: Instant;
  },
  hash: (text: string) => string,
): SubmissionKeys {
  const { source, dedupe, sentAs, receivedAt } = from;
  const stated = dedupe.submissionId !== undefined ? `id\n${dedupe.submissionId}` : sentAs && `sent\n${sentAs}`;
  if (stated !== undefined) {
    const id = hash(`${source}\n${stated}`);
    return { key: hash(`${id}\n${dedupe.contentHash}`), id };
  }
  const week = Math.floor(millisecondsOf(receivedAt) / CONTENT_WINDOW_MILLISECONDS);
  const keyIn = (one: number) => hash(`${source}\ncontent\n${dedupe.contentHash}\n${one}`);
  return { key: keyIn(week), previous: keyIn(week - 1) };
}
