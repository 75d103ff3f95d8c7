import { splitWrappers } from './field-names.ts';
import type { InterpretedField } from './source-mapping.ts';
import type { PersonField } from './submission.ts';

/** Words for an attribute that a form, a payload or an event has as well as a person. */
const AMBIGUOUS_NAMES: ReadonlySet<string> = new Set([
  'name',
  'title',
  'displayname',
  'role',
  'position',
  'function',
  'job',
]);

/** Wrappers that stand for the entry or its form. The others stand for the person. */
const CONTAINERS: ReadonlySet<string> = new Set([
  'form',
  'payload',
  'data',
  'submission',
  'form data',
  'event',
  'body',
  'entry',
]);
/** Wrappers that stand for the person, and hold their addresses apart from the name. */
const PEOPLE: ReadonlySet<string> = new Set(['contact', 'lead', 'person']);

const IDENTITY: ReadonlySet<PersonField> = new Set(['email', 'phone', 'firstName', 'lastName']);

/**
 * Whether a field describes what holds the person's fields and not the person: `payload.name` is the form's name if
 * the person's own fields stand in `payload.data`, and so is `form.title` beside an `email`.
 */
export function isOfContainer(one: InterpretedField, all: readonly InterpretedField[]): boolean {
  if (one.meaning?.kind !== 'person') return false;
  const { wrappers, rest } = splitWrappers(one.field.name);
  if (one.field.within !== undefined || !AMBIGUOUS_NAMES.has(rest)) return false;
  const innermost = wrappers.at(-1);
  if (innermost !== undefined && !CONTAINERS.has(innermost)) return false;
  const level = wrappers.join('.');
  const people = all.filter(({ meaning }) => meaning?.kind === 'person' && IDENTITY.has(meaning.slot));
  if (people.length === 0 || people.some((other) => levelOf(other) === level)) return false;
  return innermost !== undefined || !people.every(isAddressOfPerson);
}

function levelOf({ field }: InterpretedField): string {
  return field.within ?? splitWrappers(field.name).wrappers.join('.');
}

/** `contact.email` beside a `name` is that person's; with `contact.first_name` the name stands there too. */
function isAddressOfPerson({ field, meaning }: InterpretedField): boolean {
  const isAddress = meaning?.kind === 'person' && (meaning.slot === 'email' || meaning.slot === 'phone');
  return isAddress && PEOPLE.has(splitWrappers(field.name).wrappers.at(-1) ?? '');
}
