import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { WebhookAnswer, WebhookSender } from '../../ports/webhook-sender.ts';
import { isPrivateAddress, PrivateAddress, publicAddresses } from '../enrichment/allowed-address.ts';

/** A receiver must answer within so many milliseconds. */
const TIMEOUT_MILLISECONDS = 10_000;

/**
 * The address of a receiver, or the code of what forbids it: only https, and no address in a private network, since whoever may
 * subscribe must not reach what only Baton can. On this machine's own cloud anything goes.
 */
export function receiverAddress(
  url: string,
  options: { readonly local: boolean },
): { readonly address: URL } | { readonly because: string } {
  const address = URL.parse(url);
  if (!address || address.username || address.password || !/^https?:$/.test(address.protocol))
    return { because: 'wrong_address' };
  if (options.local) return { address };
  if (address.protocol !== 'https:') return { because: 'not_https' };
  const host = address.hostname.replace(/^\[|\]$/g, '');
  if (host === 'localhost' || (isIP(host) !== 0 && isPrivateAddress(host))) return { because: 'private_address' };
  return { address };
}

/** Posts over HTTP. Redirects are answers that take nothing; names are looked up once, and what was looked at is what is called. */
export class HttpWebhookSender implements WebhookSender {
  readonly #local: boolean;
  readonly #timeoutMilliseconds: number;

  /** `local`: on this machine's own cloud, where receivers have no certificates. */
  constructor(options: { readonly local: boolean; readonly timeoutMilliseconds?: number }) {
    this.#local = options.local;
    this.#timeoutMilliseconds = options.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS;
  }

  async send({ url, headers, body }: Parameters<WebhookSender['send']>[0]): Promise<WebhookAnswer> {
    const found = receiverAddress(url, { local: this.#local });
    if ('because' in found) return { outcome: 'not_reached', because: found.because };
    return this.#post(found.address, { ...headers, 'content-type': 'application/json' }, body);
  }

  #post(address: URL, headers: Readonly<Record<string, string>>, body: string): Promise<WebhookAnswer> {
    const call = address.protocol === 'https:' ? httpsRequest : httpRequest;
    return new Promise((resolve) => {
      const length = { 'content-length': String(Buffer.byteLength(body)) };
      const sent = call(address, {
        method: 'POST',
        headers: { ...headers, ...length },
        ...(!this.#local && { lookup: publicAddresses }),
      });
      const end = (answer: WebhookAnswer): void => {
        clearTimeout(timer);
        resolve(answer);
        sent.destroy();
      };
      const timer = setTimeout(() => end({ outcome: 'not_reached', because: 'timeout' }), this.#timeoutMilliseconds);
      sent.on('error', (error) =>
        end({ outcome: 'not_reached', because: error instanceof PrivateAddress ? 'private_address' : 'unreachable' }),
      );
      sent.on('response', ({ statusCode = 0 }) => end({ outcome: 'answered', status: statusCode }));
      sent.end(body);
    });
  }
}
