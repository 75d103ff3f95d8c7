import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A phone number that could be dialled, by its length and country code. */
export interface PhoneNumber {
  /** E.164, `+493023125123`. */
  readonly number: string;
  /** ISO 3166-1 alpha-2; absent for numbers of no one country, such as toll-free `+800`. */
  readonly country?: string;
  /** False when something was said that the number does not hold, such as an extension. */
  readonly whole: boolean;
}

/**
 * Reads a phone number. A number without country code needs the `country` it is of; without one it is not guessed at,
 * because a rep would call a stranger.
 */
export function readPhone(text: string, country?: string): PhoneNumber | undefined {
  const dialled = text
    .normalize('NFKC')
    .trim()
    .replace(/^tel:/i, '')
    .replace(/^00(?=[1-9])/, '+');
  const parsed = parsePhoneNumberFromString(dialled, { defaultCountry: supported(country), extract: false });
  if (!parsed?.isPossible()) return undefined;
  return { number: parsed.number, country: parsed.country, whole: parsed.ext === undefined };
}

function supported(country: string | undefined): CountryCode | undefined {
  return country !== undefined && isSupportedCountry(country) ? country : undefined;
}
