/**
 * A set of terms by number, one bit each: term 33 is the second bit of the second word. `blocks` has a bit for each word
 * that may not be zero, so that an intersection skips what is empty.
 */
export interface TermSet {
  readonly words: Uint32Array;
  readonly blocks: Uint32Array;
}

/** Returns an empty set for so many terms. */
export function emptyTermSet(termCount: number): TermSet {
  const wordCount = Math.ceil(termCount / 32);
  return { words: new Uint32Array(wordCount), blocks: new Uint32Array(Math.ceil(wordCount / 32)) };
}

/** Returns a copy of a set, with the bits in `blocks` of those words alone that are not zero. */
export function cloneTermSet({ words, blocks }: TermSet): TermSet {
  const clone = { words: words.slice(), blocks: new Uint32Array(blocks.length) };
  words.forEach((bits, word) => {
    if (bits !== 0) clone.blocks[word >>> 5] = (clone.blocks[word >>> 5] ?? 0) | (1 << (word & 31));
  });
  return clone;
}

/** Makes a set equal to another one. */
export function copyTermSet(to: TermSet, from: TermSet): void {
  to.words.set(from.words);
  to.blocks.set(from.blocks);
}

/** Adds a term to a set. */
export function addTerm({ words, blocks }: TermSet, term: number): void {
  const word = term >>> 5;
  words[word] = (words[word] ?? 0) | (1 << (term & 31));
  blocks[word >>> 5] = (blocks[word >>> 5] ?? 0) | (1 << (word & 31));
}

/** Removes a term from a set. `blocks` stays as it is. */
export function removeTerm({ words }: TermSet, term: number): void {
  const word = term >>> 5;
  words[word] = (words[word] ?? 0) & ~(1 << (term & 31));
}

/** Returns the lowest term, from `start` on, that is in every set; -1 if there is none. `sets` must not be empty. */
export function firstCommonTerm(sets: readonly TermSet[], start: number): number {
  const startWord = start >>> 5;
  const blockCount = sets[0]?.blocks.length ?? 0;
  for (let block = startWord >>> 5; block < blockCount; block += 1) {
    let candidates = commonBlocks(sets, block);
    if (block === startWord >>> 5) candidates &= -1 << (startWord & 31);
    for (; candidates !== 0; candidates &= candidates - 1) {
      const word = block * 32 + lowestBitOf(candidates);
      let bits = commonWord(sets, word);
      if (word === startWord) bits &= -1 << (start & 31);
      if (bits !== 0) return word * 32 + lowestBitOf(bits);
    }
  }
  return -1;
}

function commonBlocks(sets: readonly TermSet[], block: number): number {
  let bits = -1;
  for (let index = 0; bits !== 0 && index < sets.length; index += 1) bits &= sets[index]?.blocks[block] ?? 0;
  return bits;
}

function commonWord(sets: readonly TermSet[], word: number): number {
  let bits = -1;
  for (let index = 0; bits !== 0 && index < sets.length; index += 1) bits &= sets[index]?.words[word] ?? 0;
  return bits;
}

function lowestBitOf(word: number): number {
  return 31 - Math.clz32(word & -word);
}
