import { readFile } from 'node:fs/promises';

/** The text of a file, and the encoding it was in. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: string;
  /** Whether the encoding was concluded from the bytes alone: the file does not state it, and it is not UTF-8. */
  readonly isGuess: boolean;
}

/** Byte order marks. That of UTF-16 little-endian begins that of UTF-32, which no spreadsheet writes. */
const MARKS: readonly (readonly [mark: readonly number[], label: string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];
const NAMES: ReadonlyMap<string, string> = new Map([
  ['utf-8', 'UTF-8'],
  ['utf-16le', 'UTF-16'],
  ['utf-16be', 'UTF-16, big-endian'],
  ['windows-1252', 'Windows-1252'],
]);
/** Bytes looked at for the zeros of UTF-16. */
const SAMPLE_BYTES = 4096;

/**
 * Decodes a file as spreadsheets save it: by its byte order mark, else as UTF-16 if it has that encoding's zero bytes,
 * else as UTF-8 if it is valid, else as Windows-1252. The result never has a replacement character that the file does
 * not have itself. @throws a sentence when the bytes do not fit the encoding that the file states
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = MARKS.find(([mark]) => mark.every((byte, at) => bytes[at] === byte))?.[1];
  const stated = marked ?? detectUnmarkedUtf16(bytes);
  if (stated !== undefined) {
    const text = decodeStrictly(bytes, stated);
    if (text === undefined) throw new Error(`The file is damaged: it is not valid ${nameOf(stated)}. Export it again.`);
    return { text, encoding: nameOf(stated), isGuess: marked === undefined };
  }
  const utf8 = decodeStrictly(bytes, 'utf-8');
  if (utf8 !== undefined) return { text: utf8, encoding: nameOf('utf-8'), isGuess: false };
  // Every byte is a character of this encoding, so decoding cannot fail.
  const text = new TextDecoder('windows-1252').decode(bytes);
  return { text, encoding: nameOf('windows-1252'), isGuess: true };
}

/** Reads a text file in whatever encoding it has. @throws a sentence when it is damaged */
export async function readTextFile(file: string): Promise<DecodedText> {
  return decodeText(await readFile(file));
}

/** Says in which encoding a file was read. */
export function describeEncoding({ encoding, isGuess }: Pick<DecodedText, 'encoding' | 'isGuess'>): string {
  return isGuess
    ? `Read as ${encoding}, which the file does not state. If names look wrong, save it as UTF-8.`
    : `Read as ${encoding}`;
}

function decodeStrictly(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** In UTF-16 without a mark, every other byte of Western text is zero; no other encoding here has zeros at all. */
function detectUnmarkedUtf16(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const zerosAt = (offset: 0 | 1) => sample.filter((byte, at) => at % 2 === offset && byte === 0).length;
  const [even, odd] = [zerosAt(0), zerosAt(1)];
  if (Math.max(even, odd) < sample.length / 5) return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

function nameOf(label: string): string {
  return NAMES.get(label) ?? label;
}
