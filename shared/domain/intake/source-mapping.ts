import { ownValue } from '../own-value.ts';
import { type FieldMeaning, fieldMeaningOf } from './field-names.ts';
import type { LeadField } from './lead-fields.ts';

/** How the fields of one source are read. */
export interface SourceMapping {
  readonly source: string;
  /** Kind of touchpoint if the body names none. */
  readonly touch: string;
  /**
   * The source's own mapping from the form's field names to Baton's, applied before the names Baton knows: `{
   * 'ref-size': 'employees' }`.
   */
  readonly fields?: Readonly<Record<string, string>>;
  /**
   * For each of Baton's fields, the form's values and what they stand for: `{ employees: { SMB: '1-99' } }`. Case does
   * not matter.
   */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The target in a field mapping that means: ignore this field. */
export const IGNORED = 'ignore';

/** What a field means for this source, which includes that the source ignores it. */
export type SourceFieldMeaning = FieldMeaning | { readonly kind: 'ignored' };

/**
 * Looks a name up in the source's own mapping. A target that is neither a person's field nor a control field is a
 * routing field of the plan.
 */
export function findMappedMeaning(name: string, { fields = {} }: SourceMapping): SourceFieldMeaning | undefined {
  const target = ownValue(fields, name);
  if (target === undefined) return undefined;
  return target === IGNORED ? { kind: 'ignored' } : (fieldMeaningOf(target) ?? { kind: 'given', slot: target });
}

/** A field and what it means; undefined if that is not known. */
export interface InterpretedField {
  readonly field: LeadField;
  readonly meaning: SourceFieldMeaning | undefined;
}
