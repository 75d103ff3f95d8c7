import { textOfBody } from '../intake/body-text.ts';
import { isJsonObject, parseJson } from '../intake/json-body.ts';
import type { BodyProblem, RawBody } from '../intake/parsed-body.ts';
import { failure, type Result, success } from '../result.ts';

/** A JSON object, its numbers as the text they were written as. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The object a vendor's body is, whatever its header calls it. */
export function jsonObjectOf(body: RawBody): Result<JsonObject, BodyProblem['detail']> {
  if (body.bytes.length === 0) return failure('empty_body');
  const text = textOfBody(body);
  if (!text.ok) return failure(text.problem);
  const parsed = parseJson(text.value);
  if (parsed === undefined) return failure('invalid_json');
  return isJsonObject(parsed.value) ? success(parsed.value) : failure('not_an_object');
}

/** The object under a key; an empty one when there is none. */
export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return isJsonObject(value) ? value : {};
}

/** The objects of the list under a key. */
export function objectsAt(object: JsonObject, key: string): readonly JsonObject[] {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** The text under a key, yes and no included; undefined for anything else and for an empty text. */
export function textAt(object: JsonObject, key: string): string | undefined {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
