import { expect, it } from 'vitest';
import { isPrivateAddress } from '../../../shared/adapters/http/public-address.ts';

it.each([
  '10.1.2.3',
  '127.0.0.1',
  '169.254.169.254',
  '172.31.0.1',
  '192.168.1.1',
  '100.100.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '192.0.2.1',
  '198.51.100.7',
  '203.0.113.7',
])('%s is private', (address) => {
  expect(isPrivateAddress(address)).toBe(true);
  expect(isPrivateAddress(`::ffff:${address}`)).toBe(true);
});

it.each([
  '::1',
  '::',
  'fd00::1',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  '64:ff9b::a00:1',
  '64:ff9b:1::a00:1',
  // IPv6 forms of IPv4 addresses: 6to4, Teredo, and a deprecated one.
  '2002:a9fe:a9fe::1',
  '2001:0:a00:1::1',
  '::a9fe:a9fe',
  // Translated (SIIT), the discard prefix, documentation, segment routing, a zone, and blocks not handed out.
  '::ffff:0:a9fe:a9fe',
  '::ffff:0:7f00:1',
  '100::1',
  '100:0:0:1::1',
  '2001:db8::1',
  '3fff::1',
  '5f00::1',
  'fe80::1%eth0',
  '2606:4700::1%eth0',
  '4000::1',
  'acme.example',
  '',
])('%s is private', (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

it.each(['8.8.8.8', '172.32.0.1', '192.167.1.1', '192.31.196.1', '2606:4700::1', '2a00:1450::1'])(
  '%s is public',
  (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  },
);
