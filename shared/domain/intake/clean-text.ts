/**
 * Characters nobody means to send and that do harm further on: control characters but line feed and tab, marks that
 * turn the direction of text (they can make one address look like another), invisible spaces and the byte order mark.
 */
const UNWANTED = /[[\p{Cc}--[\n\t]]\p{Bidi_Control}\u{200B}\u{2060}\u{FEFF}]/gv;

/** Text as people meant it: line ends as `\n`, without unwanted characters, without space around it, always well-formed Unicode. */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(UNWANTED, '').trim();
}

/**
 * A form for comparing words: lower case, without accents and punctuation, one space between words, `ß` as `ss`.
 * `"  Côte d’Ivoire "` and `"cote d'ivoire"` are the same; so are `Work e-mail` and `work_e_mail`.
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
