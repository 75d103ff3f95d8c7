import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/** The region of every local cloud. */
export const LOCAL_REGION = 'us-east-1';

/** The ports of a local cloud on 127.0.0.1. */
export interface CloudPorts {
  /** Plain HTTP. */
  readonly port: number;
  readonly tlsPort: number;
}

/** Where a running cloud is reached. */
export interface CloudAddresses {
  /** The value for `AWS_ENDPOINT_URL`: TLS, which some of our policies demand, as on AWS. */
  readonly endpoint: string;
  /** The address of deployed APIs: plain HTTP, so that any `curl` and browser can call them. */
  readonly apiEndpoint: string;
  /** The certificate of `endpoint`; absent when somebody else started the cloud. */
  readonly certificateFile?: string;
}

/** Files in a cloud's directory by which other processes find it. */
export const ADDRESS_FILES = {
  port: 'port',
  tlsPort: 'tls-port',
  certificate: 'certificate.pem',
  key: 'key.pem',
} as const;

/** Returns the addresses of the cloud that uses this directory and these ports. */
export function addressesOf(directory: string, { port, tlsPort }: CloudPorts): Required<CloudAddresses> {
  return {
    endpoint: `https://127.0.0.1:${tlsPort}`,
    apiEndpoint: `http://127.0.0.1:${port}`,
    certificateFile: join(directory, ADDRESS_FILES.certificate),
  };
}

/** Returns environment variables that direct AWS tools to this cloud only, as the owner of its account. */
export function cloudEnvironment({ endpoint, certificateFile }: CloudAddresses): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: LOCAL_REGION,
    AWS_DEFAULT_REGION: LOCAL_REGION,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    NO_PROXY: '127.0.0.1,localhost',
    ...(certificateFile && { AWS_CA_BUNDLE: certificateFile, NODE_EXTRA_CA_CERTS: certificateFile }),
  };
}

/** Makes this process trust a certificate (PEM). Processes that it starts trust the one of `NODE_EXTRA_CA_CERTS`. */
export function trustCertificate(certificate: string): void {
  setDefaultCACertificates([...getCACertificates('default'), certificate]);
}

/** Returns the addresses of the cloud that uses this directory, if it is running. */
export async function findRunningCloud(directory: string): Promise<Required<CloudAddresses> | undefined> {
  const read = (file: string) => readFile(join(directory, file), 'utf8').catch(() => undefined);
  const [port, tlsPort] = [await read(ADDRESS_FILES.port), await read(ADDRESS_FILES.tlsPort)];
  if (port === undefined || tlsPort === undefined) return undefined;
  const addresses = addressesOf(directory, { port: Number(port), tlsPort: Number(tlsPort) });
  const answer = await fetch(`${addresses.apiEndpoint}/_ministack/health`).catch(() => undefined);
  return answer?.ok ? addresses : undefined;
}
