import type { FieldOrProblem } from './lead-fields.ts';

/** Maximum nesting depth of objects; forms need two or three levels. */
const MAX_DEPTH = 8;

/**
 * Parses JSON and keeps every number as its original text, because identifiers of ad networks exceed the precision of a
 * double. Undefined if the text is not JSON, or is nested deeper than the engine can handle.
 */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text, keepNumberText) };
  } catch {
    return undefined;
  }
}

/** For a number, the reviver's third argument contains its source text. */
function keepNumberText(_key: string, value: unknown, ...context: readonly unknown[]): unknown {
  if (typeof value !== 'number') return value;
  const [written] = context;
  return hasSourceText(written) ? written.source : String(value);
}

function hasSourceText(context: unknown): context is { readonly source: string } {
  return typeof context === 'object' && context !== null && 'source' in context && typeof context.source === 'string';
}

/** Whether a value is a JSON object, and so can be a lead. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Yields the fields of a JSON object. Nested objects become dotted names (`name.first`), an array of plain values
 * becomes one text (`sales, support`), an array of objects becomes numbered names (`items.0.sku`). Lazy, so that the
 * caller can stop at its limits.
 */
export function* flattenJson(lead: Readonly<Record<string, unknown>>): Generator<FieldOrProblem> {
  for (const [name, value] of Object.entries(lead)) yield* flattenValue(name, value, 1);
}

function* flattenValue(name: string, value: unknown, depth: number): Generator<FieldOrProblem> {
  const text = plainTextOf(value);
  if (text !== undefined) {
    yield { name, value: text };
  } else if (typeof value === 'object' && value !== null) {
    if (depth === MAX_DEPTH) {
      yield { code: 'nested_too_deep' };
      return;
    }
    for (const [key, inner] of Object.entries(value)) yield* flattenValue(`${name}.${key}`, inner, depth + 1);
  }
}

/**
 * Returns the text of a plain value or of an array of plain values; undefined for objects, arrays that contain objects,
 * and null.
 */
function plainTextOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return undefined;
  const texts = value
    .filter((item) => item !== null)
    .map((item) => (Array.isArray(item) ? undefined : plainTextOf(item)));
  return texts.every((text) => text !== undefined) ? texts.join(', ') : undefined;
}
