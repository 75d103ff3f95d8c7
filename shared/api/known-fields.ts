import { MAX_FORM_TOKEN_LENGTH } from '../domain/forms/form-token.ts';
import * as z from '../domain/lazy-zod.ts';
import { defineRoute } from '../runtime/http/route.ts';

const token = z
  .string()
  .max(MAX_FORM_TOKEN_LENGTH)
  .regex(/^[\w-]+\.[\w-]+$/, 'token of two parts with a dot between them, as docs/progressive-forms.md signs it');

const FormFieldsView = z
  .object({
    known: z
      .array(z.string())
      .readonly()
      .describe("What is known, for the form to hide: Baton's names and the form's."),
    ask: z.array(z.string()).readonly().describe('What to ask for next, most used by the plan first.'),
  })
  .meta({ id: 'FormFields' });

/** An e-mail address is personal data, so its token comes in a body and never in a URL. */
const KnownFieldsBody = z.strictObject({ token }).meta({ id: 'KnownFieldsQuestion' });

const MAX_QUESTION_BYTES = 4 * 1024;

/** Routes for forms: which fields are known of a person. Names only, to whoever has a token that a source signed. */
export const knownFieldRoutes = {
  readKnownFields: defineRoute({
    method: 'GET',
    path: '/v1/known',
    summary: "List the fields that are known of a lead's person, and those to ask for next; a token names the lead",
    roles: 'signed',
    query: z.strictObject({ t: token }),
    replies: { 200: FormFieldsView },
    problems: ['too-many-requests'],
  }),

  askKnownFields: defineRoute({
    method: 'POST',
    path: '/v1/known',
    summary: 'The same, for a token that names a lead or an e-mail address',
    roles: 'signed',
    body: KnownFieldsBody,
    maxBodyBytes: MAX_QUESTION_BYTES,
    replies: { 200: FormFieldsView },
    problems: ['too-many-requests'],
  }),
} as const;
