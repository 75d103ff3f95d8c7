import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { failure, type Result, success } from '../../domain/result.ts';
import { type Problem, problem } from './problem.ts';

/** Default maximum size of a body: 1 MiB. */
const DEFAULT_MAX_BODY_BYTES = 1024 * 1024;

/** Format of a body. */
export type BodyFormat = 'json' | 'form';

const CONTENT_TYPES: Readonly<Record<BodyFormat, { readonly accepts: RegExp; readonly name: string }>> = {
  json: { accepts: /^application\/(?:[\w.-]+\+)?json$/, name: 'application/json' },
  form: { accepts: /^application\/x-www-form-urlencoded$/, name: 'application/x-www-form-urlencoded' },
};

/** Returns the body byte for byte as sent, however API Gateway encoded it. Signatures are verified over these bytes. */
export function readRawBody(event: APIGatewayProxyEventV2, maxBytes = DEFAULT_MAX_BODY_BYTES): Result<Buffer, Problem> {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.byteLength > maxBytes) return failure(problem('too-large', `The body must not exceed ${maxBytes} bytes.`));
  return success(bytes);
}

/** Parses the body. The header must declare its format; it must be UTF-8 and uncompressed. */
export function parseBody(
  event: APIGatewayProxyEventV2,
  bytes: Uint8Array,
  format: BodyFormat,
): Result<unknown, Problem> {
  // A form without fields has an empty body, and some senders then omit the content type.
  if (format === 'form' && bytes.byteLength === 0) return success({});
  const announced = checkContentType(event, format);
  if (announced !== undefined) return failure(announced);
  const text = decodeText(bytes);
  if (text === undefined) return failure(problem('malformed-body', 'The body is not valid UTF-8.'));
  return format === 'json' ? parseJson(text) : success(Object.fromEntries(new URLSearchParams(text)));
}

function checkContentType(event: APIGatewayProxyEventV2, format: BodyFormat): Problem | undefined {
  const { accepts, name } = CONTENT_TYPES[format];
  const encoding = headerOf(event, 'content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    return problem('wrong-content-type', 'Send the body without a content encoding.', {
      headers: { 'accept-encoding': 'identity' },
    });
  }
  const [type = '', ...parameters] = (headerOf(event, 'content-type') ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase());
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  if (accepts.test(type) && (charset === undefined || charset === 'utf-8' || charset === 'utf8')) return undefined;
  return problem('wrong-content-type', `Send the body as ${name} in UTF-8.`, { headers: { accept: name } });
}

/** Returns a header by its lower-case name. API Gateway lower-cases names, other callers may not. */
export function headerOf(event: APIGatewayProxyEventV2, name: string): string | undefined {
  return event.headers[name] ?? Object.entries(event.headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parseJson(text: string): Result<unknown, Problem> {
  try {
    let hasForbiddenKey = false;
    const value: unknown = JSON.parse(text, (key, one) => {
      hasForbiddenKey ||= key === '__proto__';
      return toWellFormed(key, one);
    });
    // Schemas pass over such a key in silence, and what it said would be lost.
    return hasForbiddenKey ? failure(problem('malformed-body', 'The body has a key `__proto__`.')) : success(value);
  } catch {
    // The parser's own message quotes the body.
    return failure(problem('malformed-body', 'The body is not valid JSON.'));
  }
}

/** Half a character, as left by a caller that cuts texts by UTF-16 units, could not be stored. Replaces it by U+FFFD. */
function toWellFormed(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if (Object.keys(value).every((name) => name.isWellFormed())) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toWellFormed(), inner]));
}
