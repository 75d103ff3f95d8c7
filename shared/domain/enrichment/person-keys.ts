import { foldWords } from '../intake/clean-text.ts';
import type { Person } from '../intake/submission.ts';
import { readEmails } from './email.ts';
import { readPhones } from './phone.ts';

/**
 * Returns the identifiers by which two entries may be treated as the same person, best first; empty if there are none.
 * An e-mail address is enough, compared without regard to case (`ada+demo@` is not `ada@`, as in CRMs). A phone number
 * counts only together with the name: many people share a switchboard number and must never be merged. The identifiers
 * are personal data: store and compare only their keyed hash.
 */
export function personKeysOf(person: Person): readonly string[] {
  const email = person.email === undefined ? undefined : readEmails(person.email)[0];
  const phone = person.phone === undefined ? undefined : readPhones(person.phone)[0];
  const name = foldWords(fullNameOf(person) ?? '');
  return [
    ...(email ? [`email:${email.address}`] : []),
    ...(phone && name !== '' ? [`phone:${phone.number};name:${name}`] : []),
  ];
}

/** Returns a person's full name, from whichever fields the form had. */
export function fullNameOf({ name, firstName, lastName }: Person): string | undefined {
  return name ?? ([firstName, lastName].filter((part) => part !== undefined).join(' ') || undefined);
}
