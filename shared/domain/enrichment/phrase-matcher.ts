/** Phrases and word patterns, with what each one signifies. */
export interface PhraseMatcher<Sign extends string> {
  readonly phrases: ReadonlyMap<string, Sign>;
  /** Longest first. */
  readonly patterns: readonly WordPattern<Sign>[];
  /** Number of words in the longest phrase. */
  readonly maxWords: number;
}

/** A prefix or suffix of a word that signifies something. */
interface WordPattern<Sign> {
  readonly part: string;
  readonly position: 'start' | 'end';
  readonly sign: Sign;
}

/**
 * Builds a phrase matcher from lists: `{ vp: 'vp, vice president', director: '*leiter, abteilungs*' }`. An earlier list
 * takes precedence over a later one.
 */
export function createPhraseMatcher<Sign extends string>(lists: Readonly<Record<Sign, string>>): PhraseMatcher<Sign> {
  const entries = (Object.keys(lists) as Sign[]).flatMap((sign) =>
    lists[sign].split(', ').map((phrase): [string, Sign] => [phrase, sign]),
  );
  const phrases = entries.filter(([phrase]) => !phrase.includes('*'));
  const patterns = entries.filter(([phrase]) => phrase.includes('*'));
  return {
    phrases: new Map(phrases.toReversed()),
    patterns: patterns
      .map(([phrase, sign]) => parsePattern(phrase, sign))
      .toSorted((a, b) => b.part.length - a.part.length),
    maxWords: Math.max(...phrases.map(([phrase]) => phrase.split(' ').length)),
  };
}

/** Returns the signs in a text in word order. At each position the longest phrase matches, then the longest pattern. */
export function findSigns<Sign extends string>(book: PhraseMatcher<Sign>, words: readonly string[]): readonly Sign[] {
  const signs: Sign[] = [];
  for (let at = 0; at < words.length; ) {
    const { sign, length } = findSignAt(book, words.slice(at, at + book.maxWords));
    if (sign !== undefined) signs.push(sign);
    at += length;
  }
  return signs;
}

function findSignAt<Sign extends string>(
  book: PhraseMatcher<Sign>,
  words: readonly string[],
): { readonly sign?: Sign; readonly length: number } {
  for (let length = words.length; length > 0; length -= 1) {
    const sign = book.phrases.get(words.slice(0, length).join(' '));
    if (sign !== undefined) return { sign, length };
  }
  const [word = ''] = words;
  const pattern = book.patterns.find(({ part, position: at }) =>
    at === 'end' ? word.endsWith(part) : word.startsWith(part),
  );
  return { sign: pattern?.sign, length: 1 };
}

function parsePattern<Sign>(phrase: string, sign: Sign): WordPattern<Sign> {
  return phrase.startsWith('*')
    ? { part: phrase.slice(1), position: 'end', sign }
    : { part: phrase.slice(0, -1), position: 'start', sign };
}
