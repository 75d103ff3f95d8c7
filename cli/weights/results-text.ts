import type { ChosenResults } from '../../shared/domain/assignment/decision-record.ts';
import type { UnweighedReason } from '../../shared/domain/assignment/weights/turn-weights.ts';
import type { ResultMeasure } from '../../shared/domain/plan/team.ts';

/** What a success is, by what is measured. */
export const SUCCESS_TEXTS: Readonly<Record<ResultMeasure, string>> = {
  win_rate: 'won',
  conversion: 'converted',
  first_response: 'answered in time',
};

/** Why results do not count. */
export const UNWEIGHED_TEXTS: Readonly<Record<UnweighedReason, string>> = {
  few_leads: 'too few leads to count',
  few_results: 'too few successes in the team to compare with',
  nobody_to_compare: 'nobody else whose results count',
};

/** Says what a rep's weight came from: `Weight 1.206 from 41 of 120 won, 90 days; 32.9 expected.` */
export function resultsText({ weight, hits, leads, by, overDays, expected, because }: ChosenResults): string {
  const from = `${hits} of ${leads} ${SUCCESS_TEXTS[by]}, ${overDays} days`;
  return because === undefined
    ? `Weight ${weight} from ${from}; the team's average would have been ${expected.toFixed(1)}.`
    : `Weight ${weight}, the rep's own: ${UNWEIGHED_TEXTS[because]} (${from}).`;
}
