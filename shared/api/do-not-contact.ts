import * as z from '../domain/lazy-zod.ts';
import { DO_NOT_CONTACT_KINDS } from '../domain/privacy/do-not-contact.ts';
import { defineRoute } from '../runtime/http/route.ts';
import type { ContactIdentifier } from '../use-cases/privacy/resolve-contact.ts';
import { rolesFor } from './access.ts';
import { type Identifiers, identifierFields, identifierOf, ticketField } from './person-identifiers.ts';
import { instantField, pageFields, reasonCodeField, textField } from './values.ts';

const contactFields = {
  ...identifierFields,
  phone: textField(60)
    .optional()
    .describe('With country code. Alone: everybody who gives this number. With `name`: that person.'),
  domain: textField(254).optional().describe('Everybody with an e-mail address there or below: acme.example'),
};

type ContactFields = Identifiers & { readonly domain?: string };

function namesOneContact({ email, phone, name, lead, externalId, domain }: ContactFields): boolean {
  const given = [email, phone, lead, externalId, domain].filter((value) => value !== undefined);
  return given.length === 1 && (name === undefined || phone !== undefined);
}

const ONE_CONTACT = 'one of: email, phone (with name: that person alone), domain, lead, externalId';

/** Returns whom a body names that has passed its schema. */
export function contactOf({ domain, ...fields }: ContactFields): ContactIdentifier {
  if (domain !== undefined) return { by: 'domain', domain };
  if (fields.phone !== undefined && fields.name === undefined) return { by: 'number', phone: fields.phone };
  return identifierOf(fields);
}

/** An entry of the do-not-contact list as the API shows it. */
export const DoNotContactView = z
  .object({
    id: z.string(),
    at: instantField,
    by: z.string().describe('Who entered it: id of a rep or of an API key.'),
    because: z.string(),
    ticket: z.string().optional(),
    kind: z
      .enum(DO_NOT_CONTACT_KINDS)
      .describe('person; phone: everybody who gives the number; domain: everybody with an address there.'),
    keys: z.array(z.string()).readonly().describe('Keyed hashes of the identifiers.'),
    lifted: z.object({ at: instantField, by: z.string(), because: z.string() }).optional(),
  })
  .meta({ id: 'DoNotContactEntry' });

const entries = z.array(DoNotContactView).readonly();
const ended = z.array(z.string()).readonly().describe('Open leads that ended.');
const cursor = z
  .string()
  .optional()
  .describe('There are more open leads than were looked through: pass it to /v1/do-not-contact/apply.');

/** Routes of the do-not-contact list. Identifiers are in bodies only: a URL ends up in logs. */
export const doNotContactRoutes = {
  suppressPerson: defineRoute({
    method: 'POST',
    path: '/v1/do-not-contact',
    summary:
      'Enter a person, a phone number or a domain in the do-not-contact list, and end their open leads; idempotent',
    roles: rolesFor('suppressPerson'),
    body: z
      .strictObject({ ...contactFields, reason: reasonCodeField.default('request'), ticket: ticketField })
      .refine(namesOneContact, ONE_CONTACT)
      .meta({ id: 'SuppressPerson' }),
    replies: {
      200: z
        .object({
          outcome: z.enum(['listed', 'already_listed']),
          entries: entries.describe('The new entry, or those that list the person already.'),
          ended,
          cursor,
        })
        .meta({ id: 'Suppressed' }),
    },
    problems: ['not-found', 'conflict', 'validation-failed'],
  }),

  liftSuppression: defineRoute({
    method: 'POST',
    path: '/v1/do-not-contact/lift',
    summary: 'Lift the entries of a person, a phone number or a domain; their next submission is an ordinary lead',
    roles: rolesFor('liftSuppression'),
    body: z
      .strictObject({ ...contactFields, reason: reasonCodeField })
      .refine(namesOneContact, ONE_CONTACT)
      .meta({ id: 'LiftSuppression' }),
    replies: {
      200: z
        .object({ outcome: z.enum(['lifted', 'not_listed']), entries: entries.optional() })
        .meta({ id: 'SuppressionLifted' }),
    },
    problems: ['not-found', 'conflict', 'validation-failed'],
  }),

  listDoNotContact: defineRoute({
    method: 'GET',
    path: '/v1/do-not-contact',
    summary: 'List the entries of the do-not-contact list, lifted ones included, newest first',
    roles: rolesFor('listDoNotContact'),
    query: z.strictObject(pageFields),
    replies: {
      200: z
        .object({
          entries,
          cursor: z.string().optional().describe('Pass it for the next page; absent on the last.'),
        })
        .meta({ id: 'DoNotContactPage' }),
    },
  }),

  applyDoNotContact: defineRoute({
    method: 'POST',
    path: '/v1/do-not-contact/apply',
    summary: 'End every open lead whose person is on the do-not-contact list; page by page',
    roles: rolesFor('applyDoNotContact'),
    body: z.strictObject({ cursor: pageFields.cursor }).meta({ id: 'ApplyDoNotContact' }),
    replies: {
      200: z
        .object({ ended, cursor: z.string().optional().describe('Pass it to go on; absent at the end.') })
        .meta({ id: 'DoNotContactApplied' }),
    },
  }),

  replayDoNotContact: defineRoute({
    method: 'POST',
    path: '/v1/do-not-contact/replay',
    summary: 'Bring the do-not-contact list back to its records, as after a restore; page by page',
    roles: rolesFor('replayDoNotContact'),
    body: z.strictObject({ cursor: pageFields.cursor }).meta({ id: 'ReplayDoNotContact' }),
    replies: {
      200: z
        .object({ applied: z.int(), cursor: z.string().optional().describe('Pass it to go on; absent at the end.') })
        .meta({ id: 'DoNotContactReplayed' }),
    },
  }),
} as const;
