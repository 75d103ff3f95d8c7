import * as z from '../../domain/lazy-zod.ts';
import { ownValue } from '../../domain/own-value.ts';
import type { EnrichmentSettings } from '../../domain/settings/settings.ts';
import type { CompanyFacts } from '../../ports/company-provider.ts';

/** Maximum length of a value, in characters. */
const MAX_VALUE_LENGTH = 200;

const ProviderAnswerSchema = z.record(z.string(), z.unknown());

/**
 * Maps a provider's answer to our field names. Returns undefined if the answer is not a JSON object. Keeps only texts,
 * numbers and booleans.
 */
export function readProviderAnswer(body: string, fields: EnrichmentSettings['fields']): CompanyFacts | undefined {
  const answer = ProviderAnswerSchema.safeParse(parseJson(body));
  if (!answer.success) return undefined;
  const found = Object.entries(fields).flatMap(([field, path]) => {
    const text = textOf(valueAt(answer.data, path));
    return text === undefined ? [] : [[field, text] as const];
  });
  return Object.fromEntries(found);
}

/**
 * Returns the value at a path, such as `metrics.employees` in `{ metrics: { employees: 250 } }`. Reads own properties
 * only.
 */
function valueAt(from: unknown, path: string): unknown {
  let value = from;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = ownValue(value as Readonly<Record<string, unknown>>, name);
  }
  return value;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'string' || !value.isWellFormed()) return undefined;
  const text = value.trim();
  return text.length > 0 && text.length <= MAX_VALUE_LENGTH ? text : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
