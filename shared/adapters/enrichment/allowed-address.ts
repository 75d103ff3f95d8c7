import { isIP } from 'node:net';
import type { EnrichmentSettings } from '../../domain/settings/settings.ts';
import { isPrivateAddress } from '../http/public-address.ts';

/**
 * Returns the address to query for a domain, or the code of the rule that forbids it. Allows only https at a listed
 * host; in the local cloud also http on this machine.
 */
export function providerAddressOf(
  { url, hosts }: Pick<EnrichmentSettings, 'url' | 'hosts'>,
  domain: string,
  options: { readonly local: boolean },
): { readonly address: URL } | { readonly because: string } {
  const address = URL.parse(url);
  if (!address || address.username || address.password) return { because: 'forbidden_address' };
  const host = address.hostname.replace(/^\[|\]$/g, '');
  const isLocalHost = options.local && (host === 'localhost' || host === '127.0.0.1');
  if (address.protocol !== 'https:' && !(isLocalHost && address.protocol === 'http:')) return { because: 'not_https' };
  if (!hosts.includes(address.hostname)) return { because: 'host_not_allowed' };
  if (!isLocalHost && isIP(host) !== 0 && isPrivateAddress(host)) return { because: 'private_address' };
  address.searchParams.set('domain', domain);
  return { address };
}
