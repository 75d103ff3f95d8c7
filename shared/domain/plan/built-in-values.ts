import { findCountryCode } from '../enrichment/country-codes.ts';
import { readLanguage } from '../enrichment/language.ts';
import { readRegion } from '../enrichment/region.ts';

/** What `need: [territory]` compares besides a territory's name. */
const TERRITORY = 'territory';

/** Words joined by blanks or hyphens, as people write a kind of touch. */
const WORDS = /^\s*[a-z][a-z0-9]*(?:[-_ ][a-z0-9]+)*\s*$/i;

/**
 * Writes a value of a field that Baton fills in the way Baton writes it: `GB` for the country `UK`, `en` for the
 * language `English`, `demo_request` for the touch `demo-request`. Other values stay as they are.
 */
export function normaliseBuiltInValue(field: string, value: string): string {
  if (field === 'country') return findCountryCode(value) ?? value;
  if (field === 'language') return readLanguage(value) ?? value;
  if (field === 'touch' && WORDS.test(value)) return value.trim().replace(/[-\s]+/g, '_');
  return value;
}

/**
 * Writes a rep's attributes the way a lead's values are written. Under `territory`, which may also hold names of
 * territories, the value as given stays beside the code it stands for.
 */
export function normaliseAttributes(attributes: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, values]) => [
      name,
      [...new Set(values.flatMap((value) => normaliseAttribute(name, value)))],
    ]),
  );
}

function normaliseAttribute(name: string, value: string): readonly string[] {
  if (name === 'region') return [readRegion(value) ?? value];
  if (name !== TERRITORY) return [normaliseBuiltInValue(name, value)];
  const region = value.toLowerCase();
  return [value, findCountryCode(value) ?? (readRegion(value) === region ? region : value)];
}
