import type { LeadId, RepId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import * as z from '../lazy-zod.ts';
import { failure, type Result, success } from '../result.ts';
import type { Answer } from './answer.ts';

/** The answers a rep can give about a lead, in the order in which they are offered. */
export const ANSWER_KINDS = [
  'contacted',
  'qualified',
  'accepted',
  'declined',
  'misrouted',
  'not_now',
  'disqualified',
  'converted',
] as const satisfies readonly Answer['answer'][];
export type AnswerKind = (typeof ANSWER_KINDS)[number];

/**
 * What one answer link allows: this rep to give this answer about this lead in this assignment, until the link expires.
 * Ids only, because links end up in mailboxes, chats and browser histories.
 */
export interface AnswerLink {
  readonly lead: LeadId;
  readonly epoch: number;
  readonly rep: RepId;
  readonly answer: AnswerKind;
  readonly expiresAt: Instant;
}

const id = z.string().min(1).max(128);
const EncodedAnswerLinkSchema = z.tuple([
  id,
  z.int().positive(),
  id,
  z.enum(ANSWER_KINDS),
  z.iso.datetime({ precision: 3 }),
]);

/** Encodes a link as the text that is signed. The same link always has the same text. */
export function encodeAnswerLink({ lead, epoch, rep, answer, expiresAt }: AnswerLink): string {
  return JSON.stringify([lead, epoch, rep, answer, expiresAt]);
}

/** Decodes the text of {@link encodeAnswerLink}. Any other text is malformed. */
export function decodeAnswerLink(text: string): Result<AnswerLink, 'malformed'> {
  const parsed = EncodedAnswerLinkSchema.safeParse(tryParseJson(text));
  if (!parsed.success) return failure('malformed');
  const [lead, epoch, rep, answer, expiresAt] = parsed.data;
  return success({ lead, epoch, rep, answer, expiresAt });
}

function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
