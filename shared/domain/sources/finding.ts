export const FINDING_KINDS = ['unmapped', 'unknown', 'problem'] as const;

/** Something about a delivery that the maintainers of the source should know. Never identifies a person. */
export interface SourceFinding {
  readonly kind: (typeof FINDING_KINDS)[number];
  /** For an unmapped field the sender's field name, for an unknown value Baton's field name, for a problem its code. */
  readonly name: string;
  /**
   * For an unmapped field its question, for an unknown value the value, for a problem the sender's field name. Absent
   * if it may be personal.
   */
  readonly about?: string;
}

/** Number of times a value must occur before it is shown: a value that only one person entered may identify them. */
const MIN_OCCURRENCES_TO_SHOW = 2;

/** Returns a finding as it is stored after this number of occurrences. */
export function redactFinding({ about, ...finding }: SourceFinding, times: number): SourceFinding {
  const isHidden = about === undefined || (finding.kind === 'unknown' && times < MIN_OCCURRENCES_TO_SHOW);
  return isHidden ? finding : { ...finding, about };
}

/**
 * Whether a finding is reported, given how often it had occurred `before` and has occurred `now`: once, as soon as
 * there is something to show.
 */
export function isNewlyReportable(
  { kind, about }: SourceFinding,
  times: { readonly before: number; readonly now: number },
): boolean {
  const from = kind === 'unknown' && about !== undefined ? MIN_OCCURRENCES_TO_SHOW : 1;
  return times.before < from && times.now >= from;
}

/**
 * Maximum number of findings of one kind per source, and of values per field. Values that visitors make up must not
 * crowd out the rest.
 */
export const MAX_FINDINGS_PER_KIND = 100;
export const MAX_VALUES_PER_FIELD = 25;

/** Returns the group a finding is limited in, and the approximate maximum for that group. */
export function findingGroupOf({ kind, name }: SourceFinding): { readonly crowd: string; readonly most: number } {
  return kind === 'unknown'
    ? { crowd: `${kind} ${name}`, most: MAX_VALUES_PER_FIELD }
    : { crowd: kind, most: MAX_FINDINGS_PER_KIND };
}
