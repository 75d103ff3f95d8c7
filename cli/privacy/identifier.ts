/** The part of a request's body that names a person. */
export type PersonFields = Readonly<Partial<Record<'email' | 'phone' | 'name' | 'lead' | 'externalId', string>>>;

/**
 * Reads who is meant: an e-mail address, a lead's id, an external id such as `hubspot:901`, or a phone number with
 * `--name`. @throws a sentence that says what is expected.
 */
export function readIdentifier(text: string, name: string | undefined): PersonFields {
  const said = text.trim();
  if (said.includes('@')) return { email: said };
  if (said.startsWith('lead_')) return { lead: said };
  if (/^[A-Za-z][\w-]*:/.test(said)) return { externalId: said };
  if (!/\d{4}/.test(said.replaceAll(/[\s()./-]/g, '')))
    throw new Error('Expected an e-mail address, a phone number, a lead id or an external id such as hubspot:901.');
  if (name === undefined) throw new Error('A phone number may belong to many people: add --name "First Last".');
  return { phone: said, name };
}
