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

/**
 * Normalises words for comparison: lower case, no accents or punctuation, one space between words, `ß` as `ss`. `"
 * Côte d’Ivoire "` and `"cote d'ivoire"` are equal; so are `Work e-mail` and `work_e_mail`.
 */
export function foldWords(text: string): string {
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
