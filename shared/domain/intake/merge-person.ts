import { cutText, foldWords } from './clean-text.ts';
import { MAX_LEAD_SIZES } from './lead-fields.ts';
import { appendAnswers } from './merge-answers.ts';
import type { OtherPerson, Person, PersonField } from './submission.ts';

/** Limits over all touchpoints, so that a person fits into one item. The newest are kept. */
const MAX_OTHER_VALUES = 20;
const MAX_OTHER_PEOPLE = 20;
/** A longer value is a message, and is cut to this many UTF-16 code units when a newer one replaces it. */
const MAX_OTHER_LENGTH = 200;
const MAX_TOTAL_LENGTH = MAX_LEAD_SIZES.leadLength;

const NAME_FIELDS = ['name', 'firstName', 'lastName'] as const satisfies readonly PersonField[];
/** Belongs to the human being, not to the company whose mailbox they share. */
const OWN_FIELDS = [...NAME_FIELDS, 'phone', 'jobTitle'] as const satisfies readonly PersonField[];
const OTHER_FIELDS = ['email', 'company', 'website', 'city', 'postalCode'] as const satisfies readonly PersonField[];

type Values = Readonly<Record<string, string | undefined>>;

export interface MergePersonOptions {
  /** The submission arrived before what is known, and is only processed later: what is known stays. */
  readonly isLate?: boolean;
  /** Several people read the mailbox: whoever has another name is somebody else. */
  readonly isSharedMailbox?: boolean;
  /** Whether a value of this field can be used as it is; a newer value that cannot does not replace one that can. */
  readonly isReadable?: (field: PersonField, value: string) => boolean;
}

/**
 * Merges a submission into what is known about a person. The newest value of a field wins and the earlier one is kept
 * beside it; answers are appended. Nothing that was said vanishes.
 */
export function mergePerson(known: Person | undefined, submitted: Person, options: MergePersonOptions = {}): Person {
  if (!known) return submitted;
  const [older, newer] = options.isLate ? [submitted, known] : [known, submitted];
  const isOther = options.isSharedMailbox === true && isSomebodyElse(older, newer);
  const fields = isOther ? OTHER_FIELDS : ([...OWN_FIELDS, ...OTHER_FIELDS] as const);
  const replaced = new Map<string, string>();
  const kept: Partial<Record<PersonField, string>> = isOther ? pickFields(newer, OWN_FIELDS) : {};
  const names = isOther ? newer : chooseNames(older, newer, replaced);
  for (const field of fields) {
    if (NAME_FIELDS.some((one) => one === field)) {
      if (names[field] !== undefined) kept[field] = names[field];
      continue;
    }
    const { value, other } = chooseValue(field, older[field], newer[field], options.isReadable);
    if (value !== undefined) kept[field] = value;
    if (other !== undefined) replaced.set(field, other);
  }
  const others = isOther ? [...(older.otherPeople ?? []), pickFields(older, OWN_FIELDS)] : (older.otherPeople ?? []);
  const otherPeople = uniquePeople([...others, ...(newer.otherPeople ?? [])]).slice(-MAX_OTHER_PEOPLE);
  const otherValues = joinOtherValues(
    [known.otherValues ?? {}, submitted.otherValues ?? {}, mapToLists(replaced)],
    kept,
  );
  const size = JSON.stringify([otherValues, otherPeople]).length;
  return {
    ...kept,
    answers: appendAnswers(known.answers, submitted.answers, MAX_TOTAL_LENGTH - size),
    ...(Object.keys(otherValues).length > 0 && { otherValues }),
    ...(otherPeople.length > 0 && { otherPeople }),
  };
}

/** Adds the earlier values of a form's routing fields to a person, where a newer submission says something else. */
export function keepReplacedFacts(person: Person, older: Values, newer: Values): Person {
  const replaced = Object.entries(older).flatMap(([field, value]) =>
    value !== undefined && newer[field] !== undefined && !isSame(value, newer[field]) ? [[field, value] as const] : [],
  );
  if (replaced.length === 0) return person;
  const otherValues = joinOtherValues([person.otherValues ?? {}, mapToLists(new Map(replaced))], newer);
  return Object.keys(otherValues).length === 0 ? person : { ...person, otherValues };
}

/** Notes a form's routing fields with its person, as they were typed. */
export function keepSubmittedFacts(person: Person, submittedFacts: Readonly<Record<string, string>>): Person {
  return Object.keys(submittedFacts).length === 0 ? person : { ...person, submittedFacts };
}

/** Chooses all parts of a name from one submission, so that no first name gets another's last name. */
function chooseNames(
  older: Person,
  newer: Person,
  replaced: Map<string, string>,
): Partial<Record<PersonField, string>> {
  const [before, after] = [nameOf(older), nameOf(newer)];
  if (after === undefined) return pickFields(older, NAME_FIELDS);
  if (before === undefined || isSame(before, after))
    return { ...pickFields(older, NAME_FIELDS), ...pickFields(newer, NAME_FIELDS) };
  // A part of the name that is known says nothing new.
  if (wordsOf(after).every((word) => wordsOf(before).includes(word))) return pickFields(older, NAME_FIELDS);
  if (!wordsOf(before).every((word) => wordsOf(after).includes(word))) replaced.set('name', before);
  return pickFields(newer, NAME_FIELDS);
}

function chooseValue(
  field: PersonField,
  older: string | undefined,
  newer: string | undefined,
  isReadable: MergePersonOptions['isReadable'] = () => true,
): { readonly value?: string; readonly other?: string } {
  if (older === undefined || newer === undefined) return { value: newer ?? older };
  if (isSame(older, newer)) return { value: newer };
  const keepsOlder = isReadable(field, older) && !isReadable(field, newer);
  return keepsOlder ? { value: older, other: newer } : { value: newer, other: older };
}

function isSomebodyElse(one: Person, another: Person): boolean {
  const [a, b] = [wordsOf(nameOf(one) ?? ''), wordsOf(nameOf(another) ?? '')];
  return a.length > 0 && b.length > 0 && !a.every((word) => b.includes(word)) && !b.every((word) => a.includes(word));
}

function nameOf({ name, firstName, lastName }: Person): string | undefined {
  return name ?? ([firstName, lastName].filter((part) => part !== undefined).join(' ') || undefined);
}

function wordsOf(name: string): readonly string[] {
  return foldWords(name).split(' ').filter(Boolean);
}

function pickFields<Field extends PersonField>(from: Person, fields: readonly Field[]): Partial<Record<Field, string>> {
  const picked: Partial<Record<Field, string>> = {};
  for (const field of fields) if (from[field] !== undefined) picked[field] = from[field];
  return picked;
}

function uniquePeople(people: readonly OtherPerson[]): readonly OtherPerson[] {
  return [...new Map(people.map((person) => [JSON.stringify(Object.entries(person).sort()), person])).values()];
}

function mapToLists(values: ReadonlyMap<string, string>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries([...values].map(([field, value]) => [field, [value]]));
}

/** Joins lists of other values, each value once, without those that are in use. */
function joinOtherValues(
  lists: readonly Readonly<Record<string, readonly string[]>>[],
  inUse: Values,
): Readonly<Record<string, readonly string[]>> {
  const joined = new Map<string, readonly string[]>();
  for (const [field, values] of lists.flatMap((list) => Object.entries(list))) {
    const known = joined.get(field) ?? [];
    const added = values
      .map((value) => cutText(value, MAX_OTHER_LENGTH))
      .filter((value) => !isSame(value, inUse[field] ?? '') && !known.some((one) => isSame(one, value)));
    if (known.length + added.length > 0) joined.set(field, [...known, ...added].slice(-MAX_OTHER_VALUES));
  }
  return Object.fromEntries(joined);
}

function isSame(one: string, another: string): boolean {
  return one === another || one.toLowerCase().trim() === another.toLowerCase().trim();
}
