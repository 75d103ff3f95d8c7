import { hasObfuscatedAddress } from './obfuscated-address.ts';
import { hasPhoneNumber } from './phone-in-text.ts';

/** Maximum length of a routing value; longer texts are prose. */
const MAX_VALUE_LENGTH = 200;

/** Maximum length of a value shown to maintainers of the plan. */
const MAX_SHOWN_LENGTH = 60;

/** Whether a text may contain personal data: an e-mail address or a phone number. Errs on the side of caution. */
export function hasPersonalData(text: string): boolean {
  return hasEmailAddress(text) || hasPhoneNumber(text);
}

/** Whether a text may contain an e-mail address: plain, encoded for a URL or for HTML, or spelled out for people. */
export function hasEmailAddress(text: string): boolean {
  const plain = text.normalize('NFKC');
  return /@|%(?:25)?40|&(?:#0*64|#x0*40|commat);/i.test(plain) || hasObfuscatedAddress(plain);
}

/**
 * Stands for a text that was said and may not be used as it is, because it may identify a person or is prose. Rules
 * see that something was said: a trap field that a bot fills in with an address is still filled in.
 */
export const HIDDEN_VALUE = '(hidden)';

/** Whether a text may not become a feature as it is. */
export function mustBeHidden(text: string): boolean {
  return !isShortEnough(text) || hasPersonalData(text);
}

/** Whether a text is short enough to be a routing value. */
export function isShortEnough(text: string): boolean {
  return text.length <= MAX_VALUE_LENGTH;
}

/** Returns a value that may be shown in a list of unknown values; undefined if it could identify a person. */
export function redactValue(text: string): string | undefined {
  return text.length > MAX_SHOWN_LENGTH || hasPersonalData(text) ? undefined : text;
}
