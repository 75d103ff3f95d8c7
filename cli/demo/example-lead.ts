import * as z from 'zod';
import { parseGenericBody } from '../../shared/domain/intake/generic-body.ts';
import { readSubmission } from '../../shared/domain/intake/read-submission.ts';

const fields = z.record(z.string(), z.string());
const common = { id: z.string(), about: z.string() };
const Example = z.discriminatedUnion('send', [
  z.strictObject({
    ...common,
    send: z.literal('json'),
    body: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]),
  }),
  z.strictObject({ ...common, send: z.literal('api'), body: z.record(z.string(), z.unknown()) }),
  z.strictObject({ ...common, send: z.enum(['urlencoded', 'multipart']), body: fields }),
  z.strictObject({ ...common, send: z.literal('typeform'), body: fields }),
]);

/**
 * One lead as its sender writes it, and how it is sent: to the hook in one of three formats, by a Typeform form, or to
 * the API.
 */
export type ExampleLead = z.output<typeof Example>;

/** The person of an example; simulated reps recognize their leads by e-mail address. */
export interface ExamplePerson {
  readonly email: string;
  readonly name: string;
}

/** Parses leads.json. @throws when it is malformed, since it is part of the project. */
export function parseExampleLeads(text: string): ReadonlyMap<string, ExampleLead> {
  const examples = z.array(Example).parse(JSON.parse(text));
  return new Map(examples.map((example) => [example.id, example]));
}

/**
 * Returns the (first) person of an example, parsed as intake does. @throws when there is none with an e-mail address.
 */
export async function personOf(example: ExampleLead): Promise<ExamplePerson> {
  const bytes = new TextEncoder().encode(JSON.stringify(example.body));
  const parsed = await parseGenericBody({ bytes, contentType: 'application/json' });
  const [lead] = parsed.ok ? parsed.value.leads : [];
  const reading = { source: 'demo', touch: 'unknown' };
  const person = lead && readSubmission({ lead, mapping: reading, hash: (content) => content }).person;
  if (!person?.email) throw new Error(`leads.json: ${example.id} has no e-mail address`);
  const name = person.name ?? [person.firstName, person.lastName].filter(Boolean).join(' ');
  return { email: normaliseDemoEmail(person.email), name: name === '' ? person.email : name };
}

/** Normalizes an e-mail address for comparison: senders write the same one in several ways. */
export function normaliseDemoEmail(email: string): string {
  return email.trim().toLowerCase();
}
