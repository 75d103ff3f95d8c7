import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  type PhoneNumber as ParsedNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';

/** A phone number that can be dialled from anywhere. */
export interface PhoneNumber {
  /** E.164, `+493023125123`. */
  readonly number: string;
  /** ISO 3166-1 alpha-2; absent for numbers that belong to no single country, such as toll-free `+800`. */
  readonly country?: string;
  /** What follows the number inside the company, `12`. */
  readonly extension?: string;
}

/** Writes a number with its extension, `+493023125123 ext. 12`, so that it can be read without knowing the country. */
export function writePhone({ number, extension }: PhoneNumber): string {
  return extension === undefined ? number : `${number} ext. ${extension}`;
}

/** A longer text is not a field of phone numbers. */
const MAX_TYPED_LENGTH = 500;

/** What people write before or after a number, in the languages of the forms. */
const NUMBER_LABELS =
  /^(?:tel(?:efon|éfono|éphone|ephone)?|phone|mob(?:il|ile|iltelefon)?|handy|cell|fixnet|festnetz|fax|m|t|p)\s*[.:]+\s*|\s*\((?!0\))[\p{L} .-]{1,20}\)\s*$/giu;

/**
 * Reads a phone number. With a `+` the number says itself where it belongs, and it only has to be possible. Without
 * one it needs the `country` and has to be in use there, since a rep might call a stranger. Digits that start with the
 * country's own calling code are an international number without its `+`, if that is one in use.
 */
export function readPhone(text: string, country?: string): PhoneNumber | undefined {
  if (text.length > MAX_TYPED_LENGTH) return undefined;
  const dialled = text
    .normalize('NFKC')
    .trim()
    .replace(/^tel:/i, '')
    .replace(NUMBER_LABELS, '')
    .replace(/^00(?=[1-9])/, '+');
  if (dialled.startsWith('+')) return toPhoneNumber(parseNumber(dialled), (parsed) => parsed.isPossible());
  const home = country !== undefined && isSupportedCountry(country) ? country : undefined;
  if (home === undefined) return undefined;
  const isWithoutPlus = dialled.replace(/\D/g, '').startsWith(getCountryCallingCode(home));
  return (
    (isWithoutPlus ? toPhoneNumber(parseNumber(`+${dialled}`), (parsed) => parsed.isValid()) : undefined) ??
    toPhoneNumber(parseNumber(dialled, home), (parsed) => parsed.isValid())
  );
}

/** What people put between several numbers in one field. A slash or a dash may also be part of one number. */
const NUMBER_SEPARATORS = /[;|\n,]+|:::?|\s\/\s|\s(?:or|oder|ou|o|and|und|et|y|&)\s/iu;

/** Reads every phone number in a text, in order, each once: `030 901820; +49 170 1234567`. */
export function readPhones(text: string, country?: string): readonly PhoneNumber[] {
  const whole = readPhone(text, country);
  if (whole !== undefined || text.length > MAX_TYPED_LENGTH) return whole ? [whole] : [];
  const found = text.split(NUMBER_SEPARATORS).flatMap((part) => readPhone(part, country) ?? []);
  return [...new Map(found.map((phone) => [phone.number, phone])).values()];
}

function parseNumber(dialled: string, defaultCountry?: CountryCode): ParsedNumber | undefined {
  return parsePhoneNumberFromString(dialled, { defaultCountry, extract: false });
}

function toPhoneNumber(
  parsed: ParsedNumber | undefined,
  isBelieved: (parsed: ParsedNumber) => boolean,
): PhoneNumber | undefined {
  if (parsed === undefined || !isBelieved(parsed)) return undefined;
  const { number, country, ext: extension } = parsed;
  return { number, country, ...(extension !== undefined && { extension }) };
}
