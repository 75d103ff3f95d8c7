import { decideBatch } from '../assignment/assign.ts';
import type { BatchDecisionRecord } from '../assignment/decision-record.ts';
import { restoreBatch } from '../assignment/restore-batch.ts';
import type { Plan } from '../plan/plan.ts';
import { type Difference, findFirstDifference } from './first-difference.ts';

/** What deciding a batch again showed. `not_kept`: the record does not hold what it was decided from. */
export type BatchReplay =
  | { readonly outcome: 'equal' }
  | { readonly outcome: 'not_kept' }
  | { readonly outcome: 'different'; readonly difference: Difference };

/**
 * Decides a batch again from what was kept with it and the plan version in force then, and compares everything that was
 * recorded: who was passed over and why, the credits, and who was chosen for each lead.
 */
export function replayBatch(record: BatchDecisionRecord, plan: Pick<Plan, 'teams' | 'calendars'>): BatchReplay {
  const input = restoreBatch(record, plan);
  if (!input) return { outcome: 'not_kept' };
  const { inputs: _, ...decided } = record;
  const difference = findFirstDifference(decided, decideBatch(input).record);
  return difference
    ? { outcome: 'different', difference: { ...difference, field: nameEntries(difference.field, record) } }
    : { outcome: 'equal' };
}

/** Puts ids for the positions of leads and candidates: `leads.lead_01K….chosen`. */
function nameEntries(field: string, { leads, candidates }: BatchDecisionRecord): string {
  const [part, position, ...rest] = field.split('.');
  const id = part === 'leads' ? leads[Number(position)]?.lead : candidates[Number(position)]?.rep;
  const isEntry = (part === 'leads' || part === 'candidates') && id !== undefined;
  return isEntry ? [part, id, ...rest].join('.') : field;
}
