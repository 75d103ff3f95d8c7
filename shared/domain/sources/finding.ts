/** Something about a delivery that the people who tend the source should know; never tells who somebody is. */
export interface Finding {
  readonly kind: 'unmapped' | 'unknown' | 'problem';
  /** Of an unmapped field the sender's name, of an unknown value our field, of a problem its code. */
  readonly name: string;
  /** Of an unmapped field its question, of an unknown value the value, of a problem the sender's field: unless it may be personal. */
  readonly about?: string;
}

/** Times that a value must have come before it is shown: what a single person wrote in a field may be who they are. */
const SHOWN_FROM = 2;

/** A finding as it is kept once it has come so often. */
export function keptFinding({ about, ...finding }: Finding, times: number): Finding {
  const isHidden = about === undefined || (finding.kind === 'unknown' && times < SHOWN_FROM);
  return isHidden ? finding : { ...finding, about };
}

/** Whether people are told of a finding that had come so often `before` and has `now`: once, as soon as there is something to show. */
export function isNews({ kind, about }: Finding, times: { readonly before: number; readonly now: number }): boolean {
  const from = kind === 'unknown' && about !== undefined ? SHOWN_FROM : 1;
  return times.before < from && times.now >= from;
}

/** Most findings of one kind that are kept of a source, and of values most for one field: what visitors make up must not crowd out the rest. */
export const MOST_FINDINGS = 100;
export const MOST_VALUES = 25;

/** Among which others a finding has its place, and how many of them there may be, about. */
export function crowdOf({ kind, name }: Finding): { readonly crowd: string; readonly most: number } {
  return kind === 'unknown' ? { crowd: `${kind} ${name}`, most: MOST_VALUES } : { crowd: kind, most: MOST_FINDINGS };
}
