import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { EnrichmentSettings } from '../../domain/settings/settings.ts';

/**
 * Private and reserved networks (IANA special-purpose registries). Baton never calls internal or cloud-internal
 * addresses.
 */
const PRIVATE_NETWORKS: readonly (readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

const privateNetworkList = new BlockList();
for (const [network, prefix, family] of PRIVATE_NETWORKS) privateNetworkList.addSubnet(network, prefix, family);

/** Whether an address is in a private network. Anything that is not an IP address counts as private. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  return family === 0 || privateNetworkList.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

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

/** Thrown when a host name resolves to an address in a private network. */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddress';
}

/**
 * Resolves a host name and refuses all its addresses if one is private. The connection then uses the checked address,
 * so a second DNS answer cannot change it.
 */
export const lookUpPublicAddresses: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const [first] = found ?? [];
    if (error || !first) return callback(error ?? new PrivateAddressError(), '', 4);
    if (found.some(({ address }) => isPrivateAddress(address))) return callback(new PrivateAddressError(), '', 4);
    if (options.all) return callback(null, found);
    return callback(null, first.address, first.family);
  });
};
