import type { Person } from '../intake/submission.ts';
import { type EmailAddress, readEmails } from './email.ts';
import type { UnknownValue } from './fact.ts';
import { fullNameOf } from './person-keys.ts';
import { type PhoneNumber, readPhone, readPhones, writePhone } from './phone.ts';

/** A person with e-mail address and phone number in canonical form. */
export interface NormalisedPerson {
  readonly person: Person;
  readonly email?: EmailAddress;
  readonly phone?: PhoneNumber;
  readonly unknown: readonly UnknownValue[];
}

/**
 * Returns a person as stored: e-mail address and phone number in canonical form if they can be read, otherwise as
 * typed. Of several in one field the first counts and the others are kept beside it. A number keeps its extension.
 * Whoever reads a stored number again needs no country: the do-not-contact list and erasures know none.
 */
export function normaliseContactDetails(said: Person, country: string | undefined): Person {
  const [email, ...otherEmails] = said.email === undefined ? [] : readEmails(said.email);
  const [phone, ...otherPhones] = said.phone === undefined ? [] : readPhones(said.phone, country);
  const others = {
    ...(otherEmails.length > 0 && { email: otherEmails.map(({ address }) => address) }),
    ...(otherPhones.length > 0 && { phone: otherPhones.map(writePhone) }),
  };
  return {
    ...said,
    ...(email && { email: email.address }),
    ...(phone && { phone: spellPhone(phone, said.phone) }),
    ...(Object.keys(others).length > 0 && { otherValues: { ...said.otherValues, ...others } }),
  };
}

/** A number with an extension stays as typed if it can be read without a country. */
function spellPhone(phone: PhoneNumber, typed = ''): string {
  const isClear = phone.extension !== undefined && readPhone(typed)?.number === phone.number;
  return isClear ? typed : writePhone(phone);
}

/**
 * Normalises e-mail address and phone number and fills in the full name. A value that cannot be read, and a number with
 * an extension, stays among the answers as typed: a rep may still be able to use it.
 */
export function normalisePerson(submitted: Person, country: string | undefined): NormalisedPerson {
  const { email: typedEmail, phone: typedPhone, ...rest } = submitted;
  const email = typedEmail === undefined ? undefined : readEmails(typedEmail)[0];
  const phone = typedPhone === undefined ? undefined : readPhones(typedPhone, country)[0];
  const unread = [
    ...(typedEmail !== undefined && email === undefined ? [{ field: 'email', typed: typedEmail }] : []),
    ...(typedPhone !== undefined && phone === undefined ? [{ field: 'phone', typed: typedPhone }] : []),
  ];
  const incomplete =
    typedPhone !== undefined && phone?.extension !== undefined ? [{ field: 'phone', typed: typedPhone }] : [];
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
