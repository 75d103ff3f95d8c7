import type { Person } from '../intake/submission.ts';
import { type EmailAddress, normaliseEmail } from './email.ts';
import type { UnknownValue } from './fact.ts';
import { fullNameOf } from './person-keys.ts';
import { type PhoneNumber, readPhone } from './phone.ts';

/** A person with e-mail address and phone number in canonical form. */
export interface NormalisedPerson {
  readonly person: Person;
  readonly email?: EmailAddress;
  readonly phone?: PhoneNumber;
  readonly unknown: readonly UnknownValue[];
}

/**
 * Returns a person as stored: e-mail address and phone number in canonical form if they can be read, otherwise as
 * typed. A number with an extension also stays as typed, since a rep may still be able to use it.
 */
export function normaliseContactDetails(said: Person, country: string | undefined): Person {
  const email = said.email === undefined ? undefined : normaliseEmail(said.email);
  const phone = said.phone === undefined ? undefined : readPhone(said.phone, country);
  return { ...said, ...(email && { email: email.address }), ...(phone?.isComplete && { phone: phone.number }) };
}

/**
 * Normalises e-mail address and phone number and fills in the full name. A value that cannot be read, and a number with
 * an extension, stays among the answers as typed: a rep may still be able to use it.
 */
export function normalisePerson(submitted: Person, country: string | undefined): NormalisedPerson {
  const { email: typedEmail, phone: typedPhone, ...rest } = submitted;
  const email = typedEmail === undefined ? undefined : normaliseEmail(typedEmail);
  const phone = typedPhone === undefined ? undefined : readPhone(typedPhone, country);
  const unread = [
    ...(typedEmail !== undefined && email === undefined ? [{ field: 'email', typed: typedEmail }] : []),
    ...(typedPhone !== undefined && phone === undefined ? [{ field: 'phone', typed: typedPhone }] : []),
  ];
  const incomplete =
    typedPhone !== undefined && phone?.isComplete === false ? [{ field: 'phone', typed: typedPhone }] : [];
  const keptAnswers = Object.fromEntries([...unread, ...incomplete].map(({ field, typed }) => [field, typed]));
  const name = fullNameOf(submitted);
  return {
    person: {
      ...rest,
      ...(name !== undefined && { name }),
      ...(email && { email: email.address }),
      ...(phone && { phone: phone.number }),
      answers: { ...keptAnswers, ...submitted.answers },
    },
    email,
    phone,
    unknown: unread.map(({ field }) => ({ field })),
  };
}
