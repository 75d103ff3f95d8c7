/** Longest text that can be a value routing looks at; longer ones are stories. */
const LONGEST_VALUE = 200;

/** Longest value that is shown to the people who tend the plan. */
const LONGEST_SHOWN = 60;

/** Eight digits or more, however they are set apart: a phone number, not a year or a head count. */
const PHONE_LIKE = /\d(?:[\s().\-/]{0,3}\d){7}/;

/** Whether a text may hold what identifies a person: an address, a number to call. Errs on the careful side. */
export function looksPersonal(text: string): boolean {
  return holdsAddress(text) || PHONE_LIKE.test(text);
}

/** Whether a text may hold an e-mail address, as it is or as it stands in a link. */
export function holdsAddress(text: string): boolean {
  return /[@＠]|%40/i.test(text);
}

/** Whether a text is short enough for a value routing looks at. */
export function isShortEnough(text: string): boolean {
  return text.length <= LONGEST_VALUE;
}

/** A value that may be shown in a list of unknown values; undefined when it could tell who somebody is. */
export function shownValue(text: string): string | undefined {
  return text.length > LONGEST_SHOWN || looksPersonal(text) ? undefined : text;
}
