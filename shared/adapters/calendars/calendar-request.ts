import { isIP } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { failure, type Result, success } from '../../domain/result.ts';
import { type LimitedAnswer, RequestError, requestWithLimits } from '../http/limited-request.ts';
import { isPrivateAddress } from '../http/public-address.ts';

/** Limits of the requests to calendars. */
export interface CalendarLimits {
  /** For one request. */
  readonly maxCallMilliseconds: number;
  readonly maxBytes: number;
  /** The longest `Retry-After` that is waited for, in milliseconds. */
  readonly maxWaitMilliseconds: number;
}

/** The usual limits. */
export const DEFAULT_CALENDAR_LIMITS: CalendarLimits = {
  maxCallMilliseconds: 5_000,
  maxBytes: 10 * 1024 * 1024,
  maxWaitMilliseconds: 3_000,
};

/** Redirects that are followed, each under the same rules as the address itself. */
const MAX_REDIRECTS = 3;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** A request to a calendar. */
export interface CalendarRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** On the local cloud a calendar may be on this machine, without TLS. */
  readonly local: boolean;
  readonly limits: CalendarLimits;
}

/**
 * Returns the address of a calendar, or the code of the rule that forbids it. Allows only https and public hosts;
 * `webcal:` is another way to write https. In the local cloud also http on this machine.
 */
function calendarAddressOf(url: string, { local }: Pick<CalendarRequest, 'local'>): Result<URL, string> {
  const address = URL.parse(url.replace(/^webcals?:/i, 'https:'));
  if (!address || address.username || address.password) return failure('forbidden_address');
  const host = address.hostname.replace(/^\[|\]$/g, '');
  const isLocalHost = host === 'localhost' || host === '127.0.0.1';
  if (local && isLocalHost && /^https?:$/.test(address.protocol)) return success(address);
  if (address.protocol !== 'https:') return failure('not_https');
  return isLocalHost || (isIP(host) !== 0 && isPrivateAddress(host)) ? failure('private_address') : success(address);
}

/**
 * Makes a request and returns its answer, or a code. Waits once for a short `Retry-After`, and tries once again when
 * the other side fails. Follows redirects of a GET to addresses that are allowed too.
 */
export async function requestCalendar(request: CalendarRequest): Promise<Result<LimitedAnswer, string>> {
  const first = await requestOnce(request, request.url, 0);
  if (!first.ok) return first.problem === 'unreachable' ? requestOnce(request, request.url, 0) : first;
  const { status, headers } = first.value;
  if (status !== 429 && status < 500) return first;
  const wait = Number(headers['retry-after'] ?? 0) * 1000;
  if (!(wait <= request.limits.maxWaitMilliseconds)) return failure(`status_${status}`);
  await sleep(wait);
  return requestOnce(request, request.url, 0);
}

async function requestOnce(
  request: CalendarRequest,
  url: string,
  redirects: number,
): Promise<Result<LimitedAnswer, string>> {
  const address = calendarAddressOf(url, request);
  if (!address.ok) return address;
  const { method = 'GET', headers = {}, body, limits, local } = request;
  let answer: LimitedAnswer;
  try {
    answer = await requestWithLimits({
      address: address.value,
      method,
      ...(body !== undefined && { body }),
      headers: { 'user-agent': 'baton', ...headers },
      timeoutMilliseconds: limits.maxCallMilliseconds,
      maxBytes: limits.maxBytes,
      allowPrivate: local,
    });
  } catch (error) {
    return failure(error instanceof RequestError ? error.because : 'unreachable');
  }
  const { location } = answer.headers;
  if (method !== 'GET' || !REDIRECTS.includes(answer.status) || location === undefined) return success(answer);
  if (redirects >= MAX_REDIRECTS) return failure('too_many_redirects');
  const next = URL.parse(location, address.value.href);
  return next ? requestOnce(request, next.href, redirects + 1) : failure('forbidden_address');
}
