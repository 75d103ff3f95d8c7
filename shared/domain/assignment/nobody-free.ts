import type { Assigned } from './assign.ts';

/** Reasons that hold for any lead, or any of its list: a team in which every rep is passed over for one of these has nobody free. */
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

/** Whether nobody in a team can take any lead now, as far as a decision about some of its leads shows. */
export function nobodyFree({ placements, record }: Assigned): boolean {
  const reasons = record.leads.flatMap((lead) => Object.keys(lead.passedOver));
  return placements.length === 0 && reasons.every((reason) => WHATEVER_THE_LEAD.has(reason));
}
