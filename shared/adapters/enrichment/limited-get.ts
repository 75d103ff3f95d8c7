import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { lookUpPublicAddresses, PrivateAddressError } from './allowed-address.ts';

/** A GET without a complete answer. `because` is a code; it contains nothing of the request or the answer. */
export class GetError extends Error {
  override readonly name = 'GetFailed';
  readonly because: 'timeout' | 'unreachable' | 'too_large' | 'private_address';

  constructor(because: GetError['because']) {
    super(because);
    this.because = because;
  }
}

/** A request with its time and size limits. */
interface LimitedRequest {
  readonly address: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** For the whole call, up to the last byte of the answer. */
  readonly timeoutMilliseconds: number;
  readonly maxBytes: number;
  /** Whether the host may resolve to a private address. */
  readonly allowPrivate: boolean;
}

/**
 * Makes one GET request. Does not follow redirects.
 * @throws {GetError}
 */
export function getWithLimits(options: LimitedRequest): Promise<{ readonly status: number; readonly body: string }> {
  const { address, headers, timeoutMilliseconds, maxBytes, allowPrivate } = options;
  const call = address.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = call(address, { headers, ...(!allowPrivate && { lookup: lookUpPublicAddresses }) });
    const timer = setTimeout(() => fail(new GetError('timeout')), timeoutMilliseconds);
    const fail = (failed: GetError): void => {
      clearTimeout(timer);
      reject(failed);
      request.destroy();
    };
    request.on('error', (error) =>
      fail(new GetError(error instanceof PrivateAddressError ? 'private_address' : 'unreachable')),
    );
    request.on('response', (answer) => {
      const parts: Buffer[] = [];
      let size = 0;
      answer.on('data', (part: Buffer) => {
        size += part.length;
        parts.push(part);
        if (size > maxBytes) fail(new GetError('too_large'));
      });
      answer.on('error', () => fail(new GetError('unreachable')));
      answer.on('end', () => {
        clearTimeout(timer);
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') });
      });
    });
    request.end();
  });
}
