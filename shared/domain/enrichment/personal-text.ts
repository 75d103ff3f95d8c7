/** Maximum length of a routing value; longer texts are prose. */
const LONGEST_VALUE = 200;

/** Maximum length of a value shown to maintainers of the plan. */
const LONGEST_SHOWN = 60;

/** Eight digits or more with any separators: a phone number, not a year or a head count. */
const PHONE_LIKE = /\d(?:[\s().\-/]{0,3}\d){7}/;

/** Whether a text may contain personal data: an e-mail address or a phone number. Errs on the side of caution. */
export function looksPersonal(text: string): boolean {
  return holdsAddress(text) || PHONE_LIKE.test(text);
}

/** Whether a text may contain an e-mail address, plain or URL-encoded. */
export function holdsAddress(text: string): boolean {
  return /[@＠]|%40/i.test(text);
}

/** Whether a text is short enough to be a routing value. */
export function isShortEnough(text: string): boolean {
  return text.length <= LONGEST_VALUE;
}

/** Returns a value that may be shown in a list of unknown values; undefined if it could identify a person. */
export function shownValue(text: string): string | undefined {
  return text.length > LONGEST_SHOWN || looksPersonal(text) ? undefined : text;
}
