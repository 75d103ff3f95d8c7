import { foldWords } from '../intake/clean-text.ts';
import type { Person } from '../intake/submission.ts';
import { normaliseEmail } from './email.ts';
import { readPhone } from './phone.ts';

/**
 * The identifiers by which two entries may be taken for the same person, best first; empty when nothing tells.
 * An e-mail address is enough, as it was given but for case (`ada+demo@` is not `ada@`, as in CRMs). A phone
 * number counts only together with the name: behind a switchboard sit many people, who must never be merged.
 * They hold personal data: store and compare their keyed hash only.
 */
export function personKeys(person: Person): readonly string[] {
  const email = person.email === undefined ? undefined : normaliseEmail(person.email);
  const phone = person.phone === undefined ? undefined : readPhone(person.phone);
  const name = foldWords(fullName(person) ?? '');
  return [
    ...(email ? [`email:${email.address}`] : []),
    ...(phone && name !== '' ? [`phone:${phone.number};name:${name}`] : []),
  ];
}

/** What somebody is called, from whichever fields the form had. */
export function fullName({ name, firstName, lastName }: Person): string | undefined {
  return name ?? ([firstName, lastName].filter((part) => part !== undefined).join(' ') || undefined);
}
