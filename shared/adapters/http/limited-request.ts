import type { IncomingHttpHeaders } from 'node:http';
import { lookUpPublicAddresses, PrivateAddressError } from './public-address.ts';
import { requestTo } from './request-to.ts';

/** A request without a complete answer. `because` is a code; it contains nothing of the request or the answer. */
export class RequestError extends Error {
  override readonly name = 'RequestFailed';
  readonly because: 'timeout' | 'unreachable' | 'too_large' | 'private_address';

  constructor(because: RequestError['because']) {
    super(because);
    this.because = because;
  }
}

/** A request with its time and size limits. */
interface LimitedRequest {
  readonly address: URL;
  /** Default: GET. */
  readonly method?: 'GET' | 'POST' | 'PATCH';
  readonly body?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** For the whole call, up to the last byte of the answer. */
  readonly timeoutMilliseconds: number;
  readonly maxBytes: number;
  /** Whether the host may resolve to a private address. */
  readonly allowPrivate: boolean;
}

/** A complete answer. */
export interface LimitedAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * Makes one request. Does not follow redirects.
 * @throws {RequestError}
 */
export function requestWithLimits(options: LimitedRequest): Promise<LimitedAnswer> {
  const { address, method = 'GET', headers, body, timeoutMilliseconds, maxBytes, allowPrivate } = options;
  return new Promise((resolve, reject) => {
    const length = body !== undefined && { 'content-length': String(Buffer.byteLength(body)) };
    const request = requestTo(address)(address, {
      method,
      headers: { ...headers, ...length },
      ...(!allowPrivate && { lookup: lookUpPublicAddresses }),
    });
    const timer = setTimeout(() => fail(new RequestError('timeout')), timeoutMilliseconds);
    const fail = (failed: RequestError): void => {
      clearTimeout(timer);
      reject(failed);
      request.destroy();
    };
    request.on('error', (error) =>
      fail(new RequestError(error instanceof PrivateAddressError ? 'private_address' : 'unreachable')),
    );
    request.on('response', (answer) => {
      const parts: Buffer[] = [];
      let size = 0;
      answer.on('data', (part: Buffer) => {
        size += part.length;
        parts.push(part);
        if (size > maxBytes) fail(new RequestError('too_large'));
      });
      answer.on('error', () => fail(new RequestError('unreachable')));
      answer.on('end', () => {
        clearTimeout(timer);
        const text = Buffer.concat(parts).toString('utf8');
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text });
      });
    });
    request.end(body);
  });
}
