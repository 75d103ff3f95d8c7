import type { FoundField } from './lead-fields.ts';

/** How deep objects may stand in one another; forms need two or three levels. */
const DEEPEST = 8;

/**
 * Reads JSON with every number kept as the text it was written as: identifiers of ad networks are larger than a
 * double can hold. Undefined when the text is not JSON, or is nested deeper than the engine can walk.
 */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text, keepNumberText) };
  } catch {
    return undefined;
  }
}

/** The third argument a reviver gets holds, for a number, its text in the source. */
function keepNumberText(_key: string, value: unknown, ...context: readonly unknown[]): unknown {
  if (typeof value !== 'number') return value;
  const [written] = context;
  return isSource(written) ? written.source : String(value);
}

function isSource(context: unknown): context is { readonly source: string } {
  return typeof context === 'object' && context !== null && 'source' in context && typeof context.source === 'string';
}

/** Whether this is a JSON object, so one that can be a lead. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The fields of a JSON object. Objects in it become dotted names (`name.first`), a list of plain values one text
 * (`sales, support`), a list of objects numbered names (`items.0.sku`). Lazy, so that the caller can stop at its limits.
 */
export function* fieldsOfJson(lead: Readonly<Record<string, unknown>>): Generator<FoundField> {
  for (const [name, value] of Object.entries(lead)) yield* fieldsAt(name, value, 1);
}

function* fieldsAt(name: string, value: unknown, depth: number): Generator<FoundField> {
  const text = plainText(value);
  if (text !== undefined) {
    yield { name, value: text };
  } else if (typeof value === 'object' && value !== null) {
    if (depth === DEEPEST) {
      yield { code: 'nested_too_deep' };
      return;
    }
    for (const [key, inner] of Object.entries(value)) yield* fieldsAt(`${name}.${key}`, inner, depth + 1);
  }
}

/** The text of a plain value or of a list of plain values; undefined for objects, lists that hold any, and null. */
function plainText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return undefined;
  const texts = value
    .filter((item) => item !== null)
    .map((item) => (Array.isArray(item) ? undefined : plainText(item)));
  return texts.every((text) => text !== undefined) ? texts.join(', ') : undefined;
}
