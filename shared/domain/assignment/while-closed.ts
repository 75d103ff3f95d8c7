import { addWorkingSeconds } from '../business-hours/working-time.ts';
import type { AssignableLead } from './candidate.ts';
import type { CandidateState } from './candidate-state.ts';
import { type CandidateSearch, slotsNeededFor } from './eligibility.ts';

/**
 * Opens a lead to reps who are off shift, if its rule says so and nobody who fits is at work. Those count who have room
 * and come within the lead's time of the first of them: the same who would share it in the morning if it waited.
 * Otherwise an early owner would make it later. Whoever is on leave never counts. The owner's clock starts at their opening,
 * since it counts working time.
 */
export function openWhileClosed(
  lead: AssignableLead,
  { fitting, colleagues }: Pick<CandidateSearch, 'fitting' | 'colleagues'>,
): AssignableLead {
  if (!lead.whileClosed || [...fitting, ...colleagues].some(({ shift }) => shift === 'open')) return lead;
  const first = findFirstComer(fitting, lead);
  if (!first) return lead;
  const comesBy = addWorkingSeconds(first.candidate.schedule, first.at, lead.whileClosed.maxSeconds) ?? first.at;
  return { ...lead, comesBy };
}

function findFirstComer(fitting: readonly CandidateState[], lead: AssignableLead) {
  return fitting
    .filter((one) => one.shift === 'off_shift' && (lead.capped === false || hasRoom(one, lead)))
    .flatMap((one) => {
      const at = one.availableAt(lead);
      return at === undefined ? [] : [{ candidate: one.candidate, at }];
    })
    .reduce<{ readonly candidate: CandidateState['candidate']; readonly at: string } | undefined>(
      (first, one) => (first !== undefined && first.at <= one.at ? first : one),
      undefined,
    );
}

function hasRoom(one: CandidateState, lead: AssignableLead): boolean {
  return !one.isFull(slotsNeededFor(lead)) && !one.isAtDayCap;
}
