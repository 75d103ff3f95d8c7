import { isIP } from 'node:net';
import type { WebhookResponse, WebhookSender } from '../../ports/webhook-sender.ts';
import { isPrivateAddress, lookUpPublicAddresses, PrivateAddressError } from '../http/public-address.ts';
import { requestTo } from '../http/request-to.ts';

/** Time limit for a receiver's answer, in milliseconds. */
const TIMEOUT_MILLISECONDS = 10_000;

/**
 * Returns a receiver's address, or the code of the rule that forbids it. Allows only https and no private addresses, so
 * that subscribers cannot reach Baton's internal network. Unrestricted in the local cloud.
 */
export function receiverAddressOf(
  url: string,
  options: { readonly local: boolean },
): { readonly address: URL } | { readonly because: string } {
  const address = URL.parse(url);
  if (!address || address.username || address.password || !/^https?:$/.test(address.protocol))
    return { because: 'forbidden_address' };
  if (options.local) return { address };
  if (address.protocol !== 'https:') return { because: 'not_https' };
  const host = address.hostname.replace(/^\[|\]$/g, '');
  if (host === 'localhost' || (isIP(host) !== 0 && isPrivateAddress(host))) return { because: 'private_address' };
  return { address };
}

/**
 * Posts webhooks over HTTP. A redirect counts as a failed delivery. Each host name is resolved once, and the request
 * goes to the checked address.
 */
export class HttpWebhookSender implements WebhookSender {
  readonly #local: boolean;
  readonly #timeoutMilliseconds: number;

  /** `local`: in the local cloud, where receivers have no certificates. */
  constructor(options: { readonly local: boolean; readonly timeoutMilliseconds?: number }) {
    this.#local = options.local;
    this.#timeoutMilliseconds = options.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS;
  }

  async send({ url, headers, body }: Parameters<WebhookSender['send']>[0]): Promise<WebhookResponse> {
    const found = receiverAddressOf(url, { local: this.#local });
    if ('because' in found) return { outcome: 'not_reached', because: found.because };
    return this.#post(found.address, { ...headers, 'content-type': 'application/json' }, body);
  }

  #post(address: URL, headers: Readonly<Record<string, string>>, body: string): Promise<WebhookResponse> {
    return new Promise((resolve) => {
      const length = { 'content-length': String(Buffer.byteLength(body)) };
      const request = requestTo(address)(address, {
        method: 'POST',
        headers: { ...headers, ...length },
        ...(!this.#local && { lookup: lookUpPublicAddresses }),
      });
      const finish = (answer: WebhookResponse): void => {
        clearTimeout(timer);
        resolve(answer);
        request.destroy();
      };
      const timer = setTimeout(() => finish({ outcome: 'not_reached', because: 'timeout' }), this.#timeoutMilliseconds);
      request.on('error', (error) =>
        finish({
          outcome: 'not_reached',
          because: error instanceof PrivateAddressError ? 'private_address' : 'unreachable',
        }),
      );
      request.on('response', ({ statusCode = 0 }) => finish({ outcome: 'answered', status: statusCode }));
      request.end(body);
    });
  }
}
