import type { Assigned } from './assign.ts';

/** Reasons that apply to any lead, or any lead of its import list. If each rep has one of them, nobody is free. */
const WHATEVER_THE_LEAD = new Set([
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
export function nobodyFree({ placements, record }: Assigned): boolean {
  const reasons = record.leads.flatMap((lead) => Object.keys(lead.passedOver));
  return placements.length === 0 && reasons.every((reason) => WHATEVER_THE_LEAD.has(reason));
}
