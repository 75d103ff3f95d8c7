/** Phrases and word patterns with what they are a sign of. */
export interface PhraseBook<Sign extends string> {
  readonly phrases: ReadonlyMap<string, Sign>;
  /** How a word may begin or end, longest first. */
  readonly beginnings: readonly (readonly [string, Sign])[];
  readonly endings: readonly (readonly [string, Sign])[];
  /** Words in the longest phrase. */
  readonly longest: number;
}

/** Makes a phrase book of lists: `{ vp: 'vp, vice president', director: '*leiter, abteilungs*' }`. An earlier list wins over a later one. */
export function phraseBook<Sign extends string>(lists: Readonly<Record<Sign, string>>): PhraseBook<Sign> {
  const entries = (Object.keys(lists) as Sign[]).flatMap((sign) =>
    lists[sign].split(', ').map((phrase): [string, Sign] => [phrase, sign]),
  );
  const phrases = entries.filter(([phrase]) => !phrase.includes('*'));
  return {
    phrases: new Map(phrases.toReversed()),
    beginnings: patterns(entries.filter(([phrase]) => phrase.endsWith('*'))),
    endings: patterns(entries.filter(([phrase]) => phrase.startsWith('*'))),
    longest: Math.max(...phrases.map(([phrase]) => phrase.split(' ').length)),
  };
}

/** The signs of a text in the order of its words; at each place the longest phrase counts, then a pattern of the word. */
export function signsIn<Sign extends string>(book: PhraseBook<Sign>, words: readonly string[]): readonly Sign[] {
  const signs: Sign[] = [];
  for (let at = 0; at < words.length; ) {
    const { sign, length } = signAt(book, words.slice(at, at + book.longest));
    if (sign !== undefined) signs.push(sign);
    at += length;
  }
  return signs;
}

function signAt<Sign extends string>(
  book: PhraseBook<Sign>,
  words: readonly string[],
): { readonly sign?: Sign; readonly length: number } {
  for (let length = words.length; length > 0; length -= 1) {
    const sign = book.phrases.get(words.slice(0, length).join(' '));
    if (sign !== undefined) return { sign, length };
  }
  const [word = ''] = words;
  const pattern =
    book.endings.find(([ending]) => word.endsWith(ending)) ??
    book.beginnings.find(([beginning]) => word.startsWith(beginning));
  return { sign: pattern?.[1], length: 1 };
}

function patterns<Sign extends string>(entries: readonly (readonly [string, Sign])[]): [string, Sign][] {
  return entries
    .map(([pattern, sign]): [string, Sign] => [pattern.replace('*', ''), sign])
    .toSorted(([a], [b]) => b.length - a.length);
}
