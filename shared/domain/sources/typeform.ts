import { flattenJson } from '../intake/json-body.ts';
import { collectFields, type LeadField } from '../intake/lead-fields.ts';
import { failUnparseable, type ParseBodyResult, type RawBody } from '../intake/parsed-body.ts';
import { success } from '../result.ts';
import { type JsonObject, objectAt, objectsAt, parseJsonObject, textAt } from './json-entries.ts';

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
export async function readTypeform(body: RawBody): Promise<ParseBodyResult> {
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
