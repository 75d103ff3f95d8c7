import { randomBytes, randomInt } from 'node:crypto';

/** Words that stand nowhere else, one for each thing about a person that must not spread. */
export class Canaries {
  readonly #words = new Map<string, string>();

  /** The word for this kind of data, the same whenever it is asked for: letters only, so that no folding takes it apart. */
  word(kind: string): string {
    const known = this.#words.get(kind);
    if (known !== undefined) return known;
    const letters = [...randomBytes(9)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');
    this.#words.set(kind, `cnry${letters}`);
    return `cnry${letters}`;
  }

  /** A number of Berlin's, as a person would write it. */
  phone(): string {
    const digits = this.#words.get('phone') ?? `90182${randomInt(100, 999)}`;
    this.#words.set('phone', digits);
    return `+49 30 ${digits}`;
  }

  /** Which of them a text holds: as they are, or in hexadecimal or base64. */
  in(text: string): readonly string[] {
    const folded = text.toLowerCase();
    return [...this.#words]
      .filter(([, word]) => folded.includes(word) || encodings(word).some((encoded) => text.includes(encoded)))
      .map(([kind]) => kind)
      .toSorted();
  }
}

/** Base64 of a word differs by how many bytes stand before it; its ends depend on its neighbours and are left out. */
function encodings(word: string): readonly string[] {
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.from(`${' '.repeat(shift)}${word}`)
      .toString('base64')
      .replaceAll('=', '');
    return encoded.slice(shift === 0 ? 0 : 4, -2);
  });
  return [Buffer.from(word).toString('hex'), ...base64];
}
