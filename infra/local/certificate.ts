import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A certificate and its private key, both in PEM. */
export interface ServerIdentity {
  readonly certificate: string;
  readonly key: string;
}

/** A local cloud gets a new certificate whenever it starts. */
const VALID_DAYS = 365;
const DAY_MS = 86_400_000;

/**
 * Makes a self-signed certificate of a server on 127.0.0.1, valid for a year. Node signs certificates but does not
 * build them, and openssl is not on every machine, so the fields that RFC 5280 requires are put together here.
 * @param now in epoch milliseconds; the certificate is valid from the day before, for clocks that differ
 */
export function createCertificate(now: number): ServerIdentity {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const described = describeServer(publicKey, now);
  const signature = sign('sha256', described, privateKey);
  const certificate = sequence(described, ECDSA_WITH_SHA256, bits(signature)).toString('base64');
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${certificate.replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** Returns the part of the certificate that is signed. */
function describeServer(publicKey: KeyObject, now: number): Buffer {
  const serial = randomBytes(15);
  // Whoever trusts two certificates looks them up by name, so that no two may have the same.
  const commonName = `Baton local cloud ${serial.toString('hex')}`;
  const name = sequence(set(sequence(COMMON_NAME, element(TAG.utf8, Buffer.from(commonName)))));
  const validity = sequence(time(now - DAY_MS), time(now + VALID_DAYS * DAY_MS));
  const version3 = element(TAG.version, element(TAG.integer, Buffer.of(2)));
  // The first byte keeps the number positive.
  const serialNumber = element(TAG.integer, Buffer.concat([Buffer.of(1), serial]));
  const extensions = sequence(
    sequence(SUBJECT_ALTERNATIVE_NAME, octets(sequence(element(TAG.address, Buffer.of(127, 0, 0, 1))))),
    sequence(EXTENDED_KEY_USAGE, octets(sequence(SERVER_AUTHENTICATION))),
  );
  return sequence(
    version3,
    serialNumber,
    ECDSA_WITH_SHA256,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    element(TAG.extensions, extensions),
  );
}

/** Tags of the encoding (DER), and those that a certificate gives to its fields. */
const TAG = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  objectId: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
  /** A subject's IP address. */
  address: 0x87,
  version: 0xa0,
  extensions: 0xa3,
} as const;

function element(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => element(TAG.sequence, Buffer.concat(parts));
const set = (part: Buffer): Buffer => element(TAG.set, part);
const octets = (content: Buffer): Buffer => element(TAG.octets, content);
/** The first byte says that all bits of the last one count. */
const bits = (content: Buffer): Buffer => element(TAG.bits, Buffer.concat([Buffer.of(0), content]));
const objectId = (hex: string): Buffer => element(TAG.objectId, Buffer.from(hex, 'hex'));

function time(at: number): Buffer {
  const digits = new Date(at).toISOString().slice(2, 19).replace(/[-:T]/g, '');
  return element(TAG.utcTime, Buffer.from(`${digits}Z`));
}

const ECDSA_WITH_SHA256 = sequence(objectId('2a8648ce3d040302'));
const COMMON_NAME = objectId('550403');
const SUBJECT_ALTERNATIVE_NAME = objectId('551d11');
const EXTENDED_KEY_USAGE = objectId('551d25');
const SERVER_AUTHENTICATION = objectId('2b06010505070301');
