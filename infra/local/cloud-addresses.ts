import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerIdentity } from './certificate.ts';
import { findFreePorts, isPortFree } from './free-port.ts';
import { ADDRESS_FILES, addressesOf, type CloudAddresses, type CloudPorts } from './running-cloud.ts';

/**
 * Returns the ports to listen on: with kept data the same as before. Deployed functions know queues by URL, including the
 * port for plain HTTP, so the data works only on that one.
 */
export async function choosePorts(directory: string, resumed: boolean): Promise<CloudPorts> {
  const [port, tlsPort] = await findFreePorts();
  if (!resumed) return { port, tlsPort };
  const keptPort = Number(await readFile(join(directory, ADDRESS_FILES.port), 'utf8'));
  if (!(await isPortFree(keptPort)))
    throw new Error(
      `port ${keptPort}, which the kept data belongs to, is in use: free it, or start without --keep-data`,
    );
  const keptTlsPort = Number(await readFile(join(directory, ADDRESS_FILES.tlsPort), 'utf8').catch(() => tlsPort));
  return { port: keptPort, tlsPort: (await isPortFree(keptTlsPort)) ? keptTlsPort : tlsPort };
}

/** Notes in the cloud's directory where other processes of this machine find it. */
export async function saveAddresses(
  directory: string,
  { port, tlsPort }: CloudPorts,
  { certificate, key }: ServerIdentity,
): Promise<CloudAddresses> {
  const write = (file: string, text: string) => writeFile(join(directory, file), text, { mode: 0o600 });
  await write(ADDRESS_FILES.certificate, certificate);
  await write(ADDRESS_FILES.key, key);
  await write(ADDRESS_FILES.port, String(port));
  await write(ADDRESS_FILES.tlsPort, String(tlsPort));
  return addressesOf(directory, { port, tlsPort });
}
