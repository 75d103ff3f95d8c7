import { lazyValue } from '../lazy-value.ts';

/**
 * Characters that nobody sends on purpose and that cause problems later: control characters except line feed and tab,
 * marks that change the direction of text (they can make one address look like another), invisible spaces and the byte
 * order mark.
 */
const UNWANTED_CHARACTERS = /[[\p{Cc}--[\n\t]]\p{Bidi_Control}\u{200B}\u{2060}\u{FEFF}]/gv;

/**
 * Cleans a text: line ends become `
 * `, unwanted characters and surrounding space are removed, and the result is always well-formed Unicode.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(UNWANTED_CHARACTERS, '').trim();
}

/** Words that need no folding, as most of our own tables and many names of fields do. */
const FOLDED_WORDS = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

/**
 * Normalises words for comparison: lower case, no accents or punctuation, one space between words, `ß` as `ss`. `"
 * Côte d’Ivoire "` and `"cote d'ivoire"` are equal; so are `Work e-mail` and `work_e_mail`.
 */
export function foldWords(text: string): string {
  if (FOLDED_WORDS.test(text)) return text;
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('&', ' and ')
    .replace(/['’`.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Maximum length, in UTF-16 code units, of one character as people see it; longer ones are made to attack. */
const MAX_CHARACTER_LENGTH = 64;

/** Loading its data takes longer than a whole lead, and hardly any text has to be cut. */
const characters = lazyValue(() => new Intl.Segmenter('en', { granularity: 'grapheme' }));

/** Returns the first `length` UTF-16 code units of a text, or a few less: no character is cut in two. */
export function cutText(text: string, length: number): string {
  return text.slice(0, findCharacterStart(text, length));
}

/** Returns the last `length` UTF-16 code units of a text, or a few less: no character is cut in two. */
export function cutTextFromEnd(text: string, length: number): string {
  const from = Math.max(0, text.length - length);
  const start = findCharacterStart(text, from);
  if (start === from) return text.slice(from);
  const [first = ''] = splitCharacters(text.slice(start, start + MAX_CHARACTER_LENGTH));
  return text.slice(start + first.length);
}

/** Returns where the character at this index begins: an emoji, or a letter with its accents. */
function findCharacterStart(text: string, at: number): number {
  if (at >= text.length || at <= 0) return Math.max(0, Math.min(at, text.length));
  const from = Math.max(0, at - MAX_CHARACTER_LENGTH);
  let start = from;
  for (const character of splitCharacters(text.slice(from, at + MAX_CHARACTER_LENGTH))) {
    if (start + character.length > at) break;
    start += character.length;
  }
  if (start > from || from === 0) return start;
  return isLowSurrogate(text, at) ? at - 1 : at;
}

function splitCharacters(text: string): readonly string[] {
  return Array.from(characters().segment(text), ({ segment }) => segment);
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
