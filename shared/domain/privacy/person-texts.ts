import { readEmails } from '../enrichment/email.ts';
import type { Person } from '../intake/submission.ts';

/** Combinations of earlier values that are looked up, so that a long history costs no more than a page of reads. */
const MAX_VARIANTS = 40;

/**
 * Returns a person as everyone they have been known as: each e-mail address, and each phone number with each name. All
 * of them may have been keys of a lead.
 */
export function variantsOf(person: Person): readonly Person[] {
  const { email, phone, name, firstName, lastName, otherValues = {}, otherPeople = [] } = person;
  const valuesOf = (field: string, value: string | undefined) => [
    ...(value === undefined ? [] : [value]),
    ...(Object.hasOwn(otherValues, field) ? (otherValues[field] ?? []) : []),
  ];
  const names: Pick<Person, 'name' | 'firstName' | 'lastName'>[] = [
    { name, firstName, lastName },
    ...valuesOf('name', undefined).map((one) => ({ name: one })),
    ...valuesOf('firstName', firstName).flatMap((first) =>
      valuesOf('lastName', lastName).map((last) => ({ firstName: first, lastName: last })),
    ),
  ];
  const byEmail = valuesOf('email', email).map((one): Person => ({ email: one, answers: {} }));
  const byPhone = valuesOf('phone', phone).flatMap((one) =>
    names.map((known): Person => ({ ...known, phone: one, answers: {} })),
  );
  const others = otherPeople.map((other): Person => ({ ...other, answers: {} }));
  return [person, ...byEmail, ...others, ...byPhone].slice(0, MAX_VARIANTS);
}

/** Returns every text that a person or their submitted facts hold, each once. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return [...new Set(Object.values(value).flatMap(textsOf))];
}

/** Characters that end an address in JSON, CSV, XML, HTML and forms. */
const NOT_IN_ADDRESS = /[\s<>"'`,;:()[\]{}\\|&=?/]+/u;

/** Returns the e-mail addresses in a text of any format, as people who are identified by them. */
export function peopleIn(text: string): readonly Person[] {
  return text
    .replaceAll('%40', '@')
    .split(NOT_IN_ADDRESS)
    .filter((word) => word.includes('@') && word.length <= 254)
    .flatMap((word) => readEmails(word))
    .map(({ address }): Person => ({ email: address, answers: {} }));
}
