import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Networks that no public host has: IANA's IPv4 and IPv6 special-purpose address registries, except the few blocks they
 * call globally reachable, and multicast. Of IPv6, only 2000::/3 is handed out for public use, so all the rest is
 * listed as a whole: it holds loopback, private, link-local and documentation addresses, and every way to write an
 * IPv4 address as an IPv6 one (mapped, translated, NAT64).
 */
const SPECIAL_NETWORKS: readonly (readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'], // this network
  ['10.0.0.0', 8, 'ipv4'], // private use
  ['100.64.0.0', 10, 'ipv4'], // carrier-grade NAT
  ['127.0.0.0', 8, 'ipv4'], // loopback
  ['169.254.0.0', 16, 'ipv4'], // link-local, cloud metadata
  ['172.16.0.0', 12, 'ipv4'], // private use
  ['192.0.0.0', 24, 'ipv4'], // protocol assignments
  ['192.0.2.0', 24, 'ipv4'], // documentation
  ['192.88.99.0', 24, 'ipv4'], // 6to4 relays, deprecated
  ['192.168.0.0', 16, 'ipv4'], // private use
  ['198.18.0.0', 15, 'ipv4'], // benchmarking
  ['198.51.100.0', 24, 'ipv4'], // documentation
  ['203.0.113.0', 24, 'ipv4'], // documentation
  ['224.0.0.0', 3, 'ipv4'], // multicast, reserved, broadcast
  ['::', 3, 'ipv6'], // everything below 2000::
  ['2001::', 23, 'ipv6'], // protocol assignments, Teredo
  ['2001:db8::', 32, 'ipv6'], // documentation
  ['2002::', 16, 'ipv6'], // 6to4
  ['3fff::', 20, 'ipv6'], // documentation
  ['4000::', 2, 'ipv6'], // everything above 3fff:…
  ['8000::', 1, 'ipv6'],
];

/** One list a family: a list of both would look for IPv4 addresses among the IPv6 networks, in their mapped form. */
const specialNetworks = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [network, prefix, family] of SPECIAL_NETWORKS) specialNetworks[family].addSubnet(network, prefix, family);

/** Whether an address belongs to no public host. Anything that is not an IP address counts as private. */
export function isPrivateAddress(address: string): boolean {
  const version = isIP(address);
  // A zone (`%eth0`) only goes with addresses of this machine's own links.
  if (version === 0 || address.includes('%')) return true;
  const family = version === 6 ? 'ipv6' : 'ipv4';
  return specialNetworks[family].check(address, family);
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
