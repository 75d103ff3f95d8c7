import { createHmac } from 'node:crypto';
import { flattenJson } from '../domain/intake/json-body.ts';
import { collectFields, type LeadField } from '../domain/intake/lead-fields.ts';
import { failUnparseable, type ParseBodyResult, type RawBody } from '../domain/intake/parsed-body.ts';
import { success } from '../domain/result.ts';
import { isSameSecret } from '../runtime/auth/constant-time.ts';
import { type JsonObject, objectAt, objectsAt, parseJsonObject, textAt } from './json-entries.ts';
import { provenIf } from './sender-proof.ts';
import type { JsonBody, SampleEntry, SenderAuthentication, SourceKind } from './source-kind.ts';

/** A Typeform form that posts each response. */
export const typeform: SourceKind = {
  title: 'Typeform',
  authentications: [verifyTypeform],
  read: readTypeform,
  formatSteps: ({ url, secret }) => [
    'In Typeform: your form → Connect → Webhooks → Add a webhook',
    `  Endpoint: ${url}`,
    `  Secret (under Edit): ${secret}`,
    '  Content type: JSON; leave partial responses off',
    'Set the Ref of each field (field settings) to map it reliably; otherwise Baton tries to recognize its question.',
  ],
  buildSample: buildResponse,
  markAsTest: markResponseAsTest,
  sign: (secret, { body }) => ({ [SIGNATURE_HEADER]: signatureOf(secret, body) }),
};

/** See https://www.typeform.com/developers/webhooks/secure-your-webhooks. */
const SIGNATURE_HEADER = 'typeform-signature';

/** Answer types that reveal what the field is, and Baton's name for it. */
const FIELD_BY_ANSWER_TYPE: Readonly<Record<string, string>> = {
  email: 'email',
  phone_number: 'phone',
  url: 'website',
};

/**
 * Reads a response to a Typeform form: each answer under the field's own reference (or its id if it has none) with the
 * question as its label, and hidden fields under their names. The response's token identifies it, however often it is
 * sent. See https://www.typeform.com/developers/webhooks/example-payload.
 */
async function readTypeform(body: RawBody): Promise<ParseBodyResult> {
  const read = parseJsonObject(body);
  if (!read.ok) return failUnparseable(read.problem);
  const response = objectAt(read.value, 'form_response');
  if (Object.keys(response).length === 0) return failUnparseable('not_of_this_kind');
  if (textAt(read.value, 'event_type') === 'form_response_partial') return failUnparseable('not_submitted');
  if (objectsAt(response, 'answers').length === 0) return failUnparseable('empty_body');
  const lead = collectFields(fieldsOf(read.value, response));
  return success({ leads: [lead], rejected: [] });
}

function* fieldsOf(event: JsonObject, response: JsonObject): Generator<LeadField> {
  yield* yieldField('submission_id', textAt(response, 'token') ?? textAt(event, 'event_id'));
  yield* yieldField('submitted_at', textAt(response, 'submitted_at'));
  const titles = new Map(
    objectsAt(objectAt(response, 'definition'), 'fields').map((field) => [textAt(field, 'id'), textAt(field, 'title')]),
  );
  for (const answer of objectsAt(response, 'answers')) {
    const field = objectAt(answer, 'field');
    const id = textAt(field, 'id');
    const name = textAt(field, 'ref') ?? id;
    const value = answerValueOf(answer);
    if (name === undefined || value === undefined) continue;
    yield { name, value, label: titles.get(id), type: FIELD_BY_ANSWER_TYPE[textAt(answer, 'type') ?? ''] };
  }
  for (const field of flattenJson(objectAt(response, 'hidden'))) if ('value' in field) yield field;
  for (const variable of objectsAt(response, 'variables')) {
    const key = textAt(variable, 'key');
    if (key !== undefined) yield* yieldField(key, answerValueOf(variable));
  }
}

function* yieldField(name: string, value: string | undefined): Generator<LeadField> {
  if (value !== undefined) yield { name, value };
}

/** Returns an answer's value, which is under the key that the answer's type names. Payments are ignored. */
function answerValueOf(answer: JsonObject): string | undefined {
  const type = textAt(answer, 'type') ?? '';
  if (type === 'choice') return choiceLabelsOf(objectAt(answer, 'choice'), 'label');
  if (type === 'choices') return choiceLabelsOf(objectAt(answer, 'choices'), 'labels');
  return textAt(answer, type);
}

/** Returns the labels of the selected choices. Free text entered as "other" counts as one. */
function choiceLabelsOf(choice: JsonObject, key: string): string | undefined {
  const labels: readonly unknown[] = [choice[key], choice.other].flat();
  return labels.filter((label) => typeof label === 'string' && label !== '').join(', ') || undefined;
}

/** Returns `sha256=` and the base64 of the HMAC with the webhook's secret, over the bytes as sent. */
function signatureOf(secret: string, body: string | Uint8Array): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('base64')}`;
}

/** The signature has no timestamp; repeats are recognised by the submission's token. */
function verifyTypeform(...[secrets, { headers, body }]: Parameters<SenderAuthentication>) {
  const given = headers[SIGNATURE_HEADER];
  return provenIf(given !== undefined && secrets.some((secret) => isSameSecret(given, signatureOf(secret, body))));
}

function buildResponse(fields: Readonly<Record<string, string>>, { id, at }: SampleEntry): JsonBody {
  const answers = Object.entries(fields).map(([ref, text]) => ({
    type: 'text',
    text,
    field: { id: ref, ref, type: 'short_text' },
  }));
  const form_response = { form_id: 'sample', token: id, submitted_at: at, answers };
  return { event_id: id, event_type: 'form_response', form_response };
}

function markResponseAsTest(body: JsonBody): JsonBody {
  const response = objectAt(body, 'form_response');
  return { ...body, form_response: { ...response, hidden: { ...objectAt(response, 'hidden'), test: 'true' } } };
}
