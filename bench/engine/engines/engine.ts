import type { Lead, Rule } from '../rule-set.ts';

/** What one engine answers for a lead: the number of the first rule that holds, or -1. */
export type FindFirstRule = (lead: Lead) => number | Promise<number>;

/** An engine under measurement. */
export interface Engine {
  readonly name: string;
  /** Makes the rules ready. Not part of the time of decisions. */
  readonly load: (rules: readonly Rule[]) => FindFirstRule;
}

/** The answer when no rule holds. */
export const NO_RULE = -1;
