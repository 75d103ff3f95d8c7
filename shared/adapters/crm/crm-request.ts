import type * as z from 'zod';
import type { CrmFailure } from '../../domain/crm/crm-failure.ts';
import { failure, type Result, success } from '../../domain/result.ts';
import { type LimitedAnswer, RequestError, requestWithLimits } from '../http/limited-request.ts';
import { receiverAddressOf } from '../webhook/http-webhook-sender.ts';

/** For one call. Writing a hundred records at once takes some seconds. */
const TIMEOUT_MILLISECONDS = 10_000;
const MAX_BYTES = 4 * 1024 * 1024;

/** One call of a CRM's API. */
export interface CrmCall {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Below the API's base URL, with its query. */
  readonly path: string;
  readonly body?: unknown;
}

/** An answer of a CRM, whatever its status. */
export interface CrmAnswer {
  readonly status: number;
  readonly headers: LimitedAnswer['headers'];
  /** The parsed body; undefined when it is no JSON. */
  readonly json: unknown;
}

/** Makes a call with credentials; the failures are those without an answer. */
export type CallCrm = (call: CrmCall) => Promise<Result<CrmAnswer, CrmFailure>>;

/** Where a CRM's API is, and how it is reached. */
export interface CrmAddress {
  readonly url: string;
  /** In the local cloud a CRM may run on this machine, without TLS. */
  readonly local: boolean;
}

/** Makes one call: https alone, to a public address, without following redirects, with limits of time and size. */
export async function callCrm(
  { url, local }: CrmAddress,
  { method, path, body, headers = {} }: CrmCall & { readonly headers?: Readonly<Record<string, string>> },
): Promise<Result<CrmAnswer, CrmFailure>> {
  const found = receiverAddressOf(new URL(path, url).href, { local });
  if ('because' in found) return failure({ code: 'unreachable' });
  const form = body instanceof URLSearchParams;
  const content = body !== undefined && { body: form ? body.toString() : JSON.stringify(body) };
  try {
    const answer = await requestWithLimits({
      address: found.address,
      method,
      headers: {
        accept: 'application/json',
        'user-agent': 'baton',
        ...(content && { 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json' }),
        ...headers,
      },
      ...content,
      timeoutMilliseconds: TIMEOUT_MILLISECONDS,
      maxBytes: MAX_BYTES,
      allowPrivate: local,
    });
    return success({ status: answer.status, headers: answer.headers, json: parseJson(answer.body) });
  } catch (error) {
    const because = error instanceof RequestError ? error.because : 'unreachable';
    return failure({
      code: because === 'timeout' ? 'timeout' : because === 'too_large' ? 'unreadable' : 'unreachable',
    });
  }
}

/** Gets what a schema describes. */
export async function getJson<Output>(
  path: string,
  schema: z.ZodType<Output>,
  { call, failureOf }: { readonly call: CallCrm; readonly failureOf: (answer: CrmAnswer) => CrmFailure },
): Promise<Result<Output, CrmFailure>> {
  const answer = await call({ method: 'GET', path });
  if (!answer.ok) return answer;
  if (answer.value.status !== 200) return failure(failureOf(answer.value));
  const parsed = schema.safeParse(answer.value.json);
  return parsed.success ? success(parsed.data) : failure({ code: 'unreadable' });
}

/** Returns the seconds that a `Retry-After` header asks for, as a number or a date. */
export function retryAfterSecondsOf(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000;
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : undefined;
}

/** Splits entries into parts of at most `size`. */
export function inParts<Entry>(entries: readonly Entry[], size: number): readonly (readonly Entry[])[] {
  return Array.from({ length: Math.ceil(entries.length / size) }, (_, part) =>
    entries.slice(part * size, (part + 1) * size),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
