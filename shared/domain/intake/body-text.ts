import { failure, type Result, success } from '../result.ts';
import type { RawBody } from './parsed-body.ts';

/** Decodes a body in the charset its header names, UTF-8 by default. Never throws. */
export function decodeBody({ bytes, contentType = '' }: RawBody): Result<string, 'unknown_charset' | 'invalid_text'> {
  const decoder = createDecoder(/;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType)?.[1] ?? 'utf-8');
  if (decoder === undefined) return failure('unknown_charset');
  try {
    return success(decoder.decode(bytes));
  } catch {
    return failure('invalid_text');
  }
}

function createDecoder(label: string) {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    return undefined;
  }
}
