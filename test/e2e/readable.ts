import { inflateRawSync } from 'node:zlib';

/** For `JSON.stringify`: shows bytes as text, and also what they hold if they are packed. */
export function readable(_: string, value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value;
  const text = Buffer.from(value).toString('utf8');
  try {
    return [text, inflateRawSync(value).toString('utf8')];
  } catch {
    return text;
  }
}
