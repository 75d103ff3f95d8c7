import type { AssignmentBatchResult } from './assign.ts';

/** Reasons that apply to any lead, or any lead of its import list. If each rep has one of them, nobody is free. */
const LEAD_INDEPENDENT_REASONS = new Set([
  'inactive',
  'zero_weight',
  'not_in_team',
  'off_shift',
  'on_leave',
  'open_cap',
  'day_cap',
  'list_pace',
]);

/** Whether nobody in a team can take any lead now, judging by a decision about some of its leads. */
export function isNobodyFree({ assignments, record }: AssignmentBatchResult): boolean {
  const reasons = record.leads.flatMap((lead) => Object.keys(lead.passedOver));
  return assignments.length === 0 && reasons.every((reason) => LEAD_INDEPENDENT_REASONS.has(reason));
}
