import { isOfContainer } from './container-fields.ts';
import { type FieldMeaning, fieldMeaningOf, looseMeaningOf, questionMeaningOf } from './field-names.ts';
import type { LeadField } from './lead-fields.ts';
import {
  findMappedMeaning,
  type InterpretedField,
  type SourceFieldMeaning,
  type SourceMapping,
} from './source-mapping.ts';

/**
 * Interprets the fields of a lead, most trusted first: those with a meaning by the source's mapping or by their name,
 * then those whose name comes close (`No Label email`, `Email 2`), then those whose meaning the sender's field type
 * supplies, and the unknown ones.
 */
export function interpretFields(fields: readonly LeadField[], mapping: SourceMapping): readonly InterpretedField[] {
  const mapped = fields.map((field): InterpretedField => ({ field, meaning: findMeaningByMapping(field, mapping) }));
  const named = mapped.map((one) => (one.meaning ? one : { ...one, meaning: findMeaningByName(one.field) }));
  const known = named.map(({ field, meaning }, at): InterpretedField => {
    const isMapped = mapped[at]?.meaning !== undefined;
    return { field, meaning: !isMapped && isOfContainer({ field, meaning }, named) ? { kind: 'answer' } : meaning };
  });
  const rest = known.filter(({ meaning }) => meaning === undefined);
  const loose = rest.map(({ field }): InterpretedField => ({ field, meaning: findLooseMeaning(field) }));
  const typed = loose
    .filter(({ meaning }) => meaning === undefined)
    .map(
      ({ field }): InterpretedField => ({
        field,
        meaning: field.type === undefined ? undefined : fieldMeaningOf(field.type),
      }),
    );
  return [
    ...known.filter(({ meaning }) => meaning !== undefined),
    ...loose.filter(({ meaning }) => meaning !== undefined),
    ...typed,
  ];
}

function namesOf({ name, label }: LeadField): readonly string[] {
  return label === undefined ? [name] : [name, label];
}

function findMeaningByMapping(field: LeadField, mapping: SourceMapping): SourceFieldMeaning | undefined {
  return namesOf(field)
    .map((name) => findMappedMeaning(name, mapping))
    .find((meaning) => meaning !== undefined);
}

/**
 * The sender's field name takes precedence over its question. An external id is accepted only if the sender vouches
 * for it or the mapping says so, never from a form field that merely has such a name: anyone who fills in the form
 * could pose as a person whose id they guess.
 */
function findMeaningByName({ name, label, isVouchedFor }: LeadField): FieldMeaning | undefined {
  const known = fieldMeaningOf(name) ?? questionMeaningOf(label ?? name);
  return known?.kind === 'externalId' && !isVouchedFor ? undefined : known;
}

function findLooseMeaning(field: LeadField): FieldMeaning | undefined {
  return namesOf(field)
    .map(looseMeaningOf)
    .find((meaning) => meaning !== undefined);
}
