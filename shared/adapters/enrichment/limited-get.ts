import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { PrivateAddress, publicAddresses } from './allowed-address.ts';

/** A GET without a complete answer. `because` is a code; it contains nothing of the request or the answer. */
export class GetFailed extends Error {
  override readonly name = 'GetFailed';
  readonly because: 'timeout' | 'unreachable' | 'too_large' | 'private_address';

  constructor(because: GetFailed['because']) {
    super(because);
    this.because = because;
  }
}

/** A request with its time and size limits. */
interface LimitedGet {
  readonly address: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** For the whole call, up to the last byte of the answer. */
  readonly timeoutMilliseconds: number;
  readonly mostBytes: number;
  /** Whether the host may resolve to a private address. */
  readonly privateAllowed: boolean;
}

/**
 * Makes one GET request. Does not follow redirects.
 * @throws {GetFailed}
 */
export function limitedGet(get: LimitedGet): Promise<{ readonly status: number; readonly body: string }> {
  const { address, headers, timeoutMilliseconds, mostBytes, privateAllowed } = get;
  const call = address.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const sent = call(address, { headers, ...(!privateAllowed && { lookup: publicAddresses }) });
    const timer = setTimeout(() => give(new GetFailed('timeout')), timeoutMilliseconds);
    const give = (failed: GetFailed): void => {
      clearTimeout(timer);
      reject(failed);
      sent.destroy();
    };
    sent.on('error', (error) =>
      give(new GetFailed(error instanceof PrivateAddress ? 'private_address' : 'unreachable')),
    );
    sent.on('response', (answer) => {
      const parts: Buffer[] = [];
      let size = 0;
      answer.on('data', (part: Buffer) => {
        size += part.length;
        parts.push(part);
        if (size > mostBytes) give(new GetFailed('too_large'));
      });
      answer.on('error', () => give(new GetFailed('unreachable')));
      answer.on('end', () => {
        clearTimeout(timer);
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') });
      });
    });
    sent.end();
  });
}
