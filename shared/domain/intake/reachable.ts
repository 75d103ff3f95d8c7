import type { Submission } from './submission.ts';

const MIN_PHONE_DIGITS = 5;

/** An e-mail address, a phone number of eight digits or more, or a link, anywhere in a text. */
const ADDRESS_IN_TEXT = /[^\s@＠][@＠][^\s@＠]|\d(?:[\s().\-/]{0,3}\d){7}|https?:\/\/|\bwww\./iu;

/**
 * Whether a submission says any way to reach somebody: an e-mail address, a phone number, a website, an id in the
 * company's own systems, or an address among the answers. Generous, since a person may understand what we do not.
 */
export function isReachable({ person, externalIds }: Pick<Submission, 'person' | 'externalIds'>): boolean {
  const { email, phone, website, name = '', answers } = person;
  return (
    externalIds.length > 0 ||
    website !== undefined ||
    (email !== undefined && /\p{L}|\d/u.test(email)) ||
    (phone !== undefined && (phone.match(/\p{Nd}/gu)?.length ?? 0) >= MIN_PHONE_DIGITS) ||
    [name, ...Object.values(answers)].some((text) => ADDRESS_IN_TEXT.test(text))
  );
}
