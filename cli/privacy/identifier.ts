/** What names a person on the command line. */
export const PERSON = 'an e-mail address, a phone number with --name, a lead id, or an external id such as hubspot:901';
/** What names whom nobody may contact on the command line. */
export const CONTACT =
  'an e-mail address, a phone number (with --name: that person alone), a domain such as @acme.example, a lead id, or an external id such as hubspot:901';

/** The part of a request's body that names a person. */
export type PersonFields = Readonly<Partial<Record<'email' | 'phone' | 'name' | 'lead' | 'externalId', string>>>;

/** The part of a request's body that names whom nobody may contact. */
export type ContactFields = PersonFields | { readonly domain: string };

/**
 * Reads whom nobody may contact: as {@link readIdentifier}, or a whole domain as `@acme.example`, or a phone number
 * whoever gives it. @throws a sentence that says what is expected.
 */
export function readContact(text: string, name: string | undefined): ContactFields {
  const said = text.trim();
  if (said.startsWith('@')) return { domain: said.slice(1) };
  return /^[+\d(]/.test(said) && !said.includes('@') && name === undefined
    ? { phone: said }
    : readIdentifier(said, name, CONTACT);
}

/** Reads who is meant. @throws a sentence that says what is expected. */
export function readIdentifier(text: string, name: string | undefined, expected = PERSON): PersonFields {
  const said = text.trim();
  if (said.includes('@')) return { email: said };
  if (said.startsWith('lead_')) return { lead: said };
  if (/^[A-Za-z][\w-]*:/.test(said)) return { externalId: said };
  if (!/\d{4}/.test(said.replaceAll(/[\s()./-]/g, ''))) throw new Error(`Expected ${expected}.`);
  if (name === undefined) throw new Error('A phone number may belong to many people: add --name "First Last".');
  return { phone: said, name };
}
