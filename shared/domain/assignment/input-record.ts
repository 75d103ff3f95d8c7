import type { TimeSpan } from '../team/calendar-reading.ts';
import type { AssignableLead } from './candidate.ts';

/**
 * What a batch was decided from and its record does not say otherwise. With it, the plan version and the record, the
 * batch can be decided again. Values of leads are not kept: a mark stands for the values that one lead has for one
 * attribute, and each rep has the marks whose values they match.
 */
export interface DecisionInputs {
  /** In the order of the record's candidates. */
  readonly candidates: readonly CandidateInputs[];
  /** In the order of the record's leads. */
  readonly leads: readonly LeadInputs[];
  /** Days off from the day of the decision on, by region, `YYYY-MM-DD`. */
  readonly holidays: Readonly<Record<string, readonly string[]>>;
}

/** What is kept of a rep. What is left out is as in most cases: here, in the team, with the team's hours and caps. */
export interface CandidateInputs {
  readonly zone: string;
  readonly hours?: string;
  readonly region?: string;
  readonly inactive?: true;
  readonly notInTeam?: true;
  /** The rep's own daily cap. */
  readonly dayCap?: number;
  /** Current leaves and those to come. */
  readonly leaves?: readonly TimeSpan[];
  readonly backup?: string;
  /** How many leads they were given on their local day, by the keys of their load. */
  readonly today?: Readonly<Record<string, number>>;
  readonly marks?: readonly number[];
}

/** What is kept of a lead: an {@link AssignableLead} without its id, slots and values, and without what is empty. */
export interface LeadInputs extends Partial<Omit<AssignableLead, 'lead' | 'weight' | 'values' | 'band' | 'comesBy'>> {
  readonly band: string;
  /** The mark of its values for each attribute; absent for attributes without a value. */
  readonly marks?: Readonly<Record<string, number>>;
}
