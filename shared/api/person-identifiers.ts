import * as z from '../domain/lazy-zod.ts';
import type { PersonIdentifier } from '../use-cases/privacy/find-person.ts';
import { externalIdField, leadIdField, textField } from './values.ts';

/** How a body names a person. Identifiers are in bodies only: a URL ends up in logs. */
export const identifierFields = {
  email: textField(254).optional().describe('Compared without regard to case.'),
  phone: textField(60).optional().describe('With `name`: a number alone identifies nobody.'),
  name: textField(200).optional(),
  lead: leadIdField.optional(),
  externalId: externalIdField.optional(),
};

/** Number of a request in another system. */
export const ticketField = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.:#-]{0,63}$/, 'number of the request, without blanks')
  .optional();

export const ONE_IDENTIFIER = 'one of: email, phone with name, lead, externalId';

export type Identifiers = Readonly<Partial<Record<keyof typeof identifierFields, string>>>;

/** Whether a body names exactly one person. */
export function hasOneIdentifier({ email, phone, name, lead, externalId }: Identifiers): boolean {
  const given = [email, phone, lead, externalId].filter((value) => value !== undefined);
  return given.length === 1 && (phone === undefined) === (name === undefined);
}

/** Returns the identifier of a body that has passed its schema. */
export function identifierOf({ email, phone, name = '', lead, externalId = '' }: Identifiers): PersonIdentifier {
  if (email !== undefined) return { by: 'email', email };
  if (phone !== undefined) return { by: 'phone', phone, name };
  return lead === undefined ? { by: 'external', externalId } : { by: 'lead', lead };
}
