import { decodeBody } from '../domain/intake/body-text.ts';
import { isJsonObject, parseJson } from '../domain/intake/json-body.ts';
import type { BodyProblem, RawBody } from '../domain/intake/parsed-body.ts';
import { ownValue } from '../domain/own-value.ts';
import { failure, type Result, success } from '../domain/result.ts';

/** A JSON object whose numbers are kept as their original text. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Parses a vendor's body as a JSON object, whatever its content type says. */
export function parseJsonObject(body: RawBody): Result<JsonObject, BodyProblem['detail']> {
  if (body.bytes.length === 0) return failure('empty_body');
  const text = decodeBody(body);
  if (!text.ok) return failure(text.problem);
  const parsed = parseJson(text.value);
  if (parsed === undefined) return failure('invalid_json');
  return isJsonObject(parsed.value) ? success(parsed.value) : failure('not_an_object');
}

/** Returns the object under a key; an empty one if there is none. */
export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = ownValue(object, key);
  return isJsonObject(value) ? value : {};
}

/** Returns the objects in the array under a key. */
export function objectsAt(object: JsonObject, key: string): readonly JsonObject[] {
  const value = ownValue(object, key);
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** Returns the text under a key, booleans included; undefined for anything else and for an empty text. */
export function textAt(object: JsonObject, key: string): string | undefined {
  const value = ownValue(object, key);
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
