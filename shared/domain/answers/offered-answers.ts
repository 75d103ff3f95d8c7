import { mustAccept } from '../handoff/handoff.ts';
import type { RepId } from '../ids.ts';
import { holdOf, type Lead } from '../lead/lead.ts';
import { ANSWER_KINDS, type AnswerKind } from './answer-link.ts';

/** Returns the answers that a rep can give about a lead now: none unless they own it. */
export function offeredAnswersOf(lead: Lead, rep: RepId): readonly AnswerKind[] {
  if (holdOf(lead)?.rep !== rep) return [];
  const canAccept = mustAccept(lead, rep);
  return ANSWER_KINDS.filter((answer) => canAccept || answer !== 'accepted');
}
