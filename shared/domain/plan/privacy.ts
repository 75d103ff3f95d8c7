/**
 * What may be kept of a forgotten lead: facts about a company in a closed list of values, and what Baton itself decided.
 * None is a text that a person may have written.
 */
export const KEEPABLE = ['country', 'region', 'language', 'employees', 'industry', 'band', 'rule', 'outcome'] as const;
export type Keepable = (typeof KEEPABLE)[number];

/** What is kept unless the plan says otherwise. */
export const KEPT_BY_DEFAULT: readonly Keepable[] = ['country', 'employees', 'industry', 'band', 'rule', 'outcome'];

/** Units of an age with their days, of a month and a year on average: only for comparing ages. */
export const DAYS_PER_UNIT = { d: 1, w: 7, mo: 30.44, y: 365.25 } as const;

/** How old something may become, in calendar time: `24mo`. */
export interface Age {
  readonly count: number;
  readonly unit: keyof typeof DAYS_PER_UNIT;
}

/** What a plan says about personal data. */
export interface PrivacyRules {
  /** How long a raw body is kept after its receipt. Absent: as long as the environment keeps bodies. */
  readonly rawBody?: Age;
  /** How long the person of a closed lead is kept after they were last heard of. Absent: until somebody erases them. */
  readonly closedLead?: Age;
  /** What an erasure leaves of a lead. */
  readonly eraseKeeps: readonly Keepable[];
}

/** The rules of a plan that says nothing, and of an environment without a plan. */
export const DEFAULT_PRIVACY: PrivacyRules = { eraseKeeps: KEPT_BY_DEFAULT };

/** Returns the days of an age, with months and years of average length: for comparing ages. */
export function daysOf({ count, unit }: Age): number {
  return count * DAYS_PER_UNIT[unit];
}
