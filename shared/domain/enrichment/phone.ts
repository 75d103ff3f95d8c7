import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A phone number with a valid length and country code. */
export interface PhoneNumber {
  /** E.164, `+493023125123`. */
  readonly number: string;
  /** ISO 3166-1 alpha-2; absent for numbers that belong to no single country, such as toll-free `+800`. */
  readonly country?: string;
  /** False if part of the input is missing from the number, such as an extension. */
  readonly isComplete: boolean;
}

/**
 * Reads a phone number. A number without a country code needs the `country`; without one it is not guessed, because a
 * rep might call a stranger.
 */
export function readPhone(text: string, country?: string): PhoneNumber | undefined {
  const dialled = text
    .normalize('NFKC')
    .trim()
    .replace(/^tel:/i, '')
    .replace(/^00(?=[1-9])/, '+');
  const parsed = parsePhoneNumberFromString(dialled, { defaultCountry: supportedCountryOf(country), extract: false });
  if (!parsed?.isPossible()) return undefined;
  return { number: parsed.number, country: parsed.country, isComplete: parsed.ext === undefined };
}

function supportedCountryOf(country: string | undefined): CountryCode | undefined {
  return country !== undefined && isSupportedCountry(country) ? country : undefined;
}
