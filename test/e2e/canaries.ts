import { randomBytes, randomInt } from 'node:crypto';

/** Unique words, one for each kind of personal data that must not spread. */
export class Canaries {
  readonly #words = new Map<string, string>();

  /**
   * Returns the word for this kind of data, always the same one. It has letters only, so that normalization does not
   * alter it.
   */
  word(kind: string): string {
    const known = this.#words.get(kind);
    if (known !== undefined) return known;
    const letters = [...randomBytes(9)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');
    this.#words.set(kind, `cnry${letters}`);
    return `cnry${letters}`;
  }

  /** Returns a Berlin phone number as a person would write it. */
  phone(): string {
    const digits = this.#words.get('phone') ?? `90182${randomInt(100, 999)}`;
    this.#words.set('phone', digits);
    return `+49 30 ${digits}`;
  }

  /** Returns the kinds of canary that a text contains, verbatim or in hexadecimal or base64. */
  in(text: string): readonly string[] {
    const folded = text.toLowerCase();
    return [...this.#words]
      .filter(([, word]) => folded.includes(word) || encodings(word).some((encoded) => text.includes(encoded)))
      .map(([kind]) => kind)
      .toSorted();
  }
}

/**
 * Returns the encodings of a word. Base64 depends on the number of preceding bytes; its ends depend on neighbours and
 * are left out.
 */
function encodings(word: string): readonly string[] {
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.from(`${' '.repeat(shift)}${word}`)
      .toString('base64')
      .replaceAll('=', '');
    return encoded.slice(shift === 0 ? 0 : 4, -2);
  });
  return [Buffer.from(word).toString('hex'), ...base64];
}
