import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ENVIRONMENTS } from '../infra/environments.ts';
import { cloudEnvironment, findRunningCloud, trustCertificate } from '../infra/local/running-cloud.ts';
import { BATON_DIRECTORY } from '../infra/project-root.ts';

/**
 * Returns environment variables for a command about this environment. For `local` they point to the cloud that `npm
 * start` keeps running, so that no call ever reaches an AWS account. Returns nothing when the shell sets an endpoint
 * itself.
 * @throws a sentence that says what to do when no local cloud runs
 */
export async function findLocalEnvironment(
  env: unknown,
  shell: NodeJS.ProcessEnv,
  directory = join(BATON_DIRECTORY, 'demo'),
): Promise<Readonly<Record<string, string>>> {
  if (env !== ENVIRONMENTS.local.name || shell.AWS_ENDPOINT_URL) return {};
  const cloud = await findRunningCloud(directory);
  if (cloud !== undefined) {
    trustCertificate(await readFile(cloud.certificateFile, 'utf8'));
    return cloudEnvironment(cloud);
  }
  throw new Error('No local cloud of this checkout is running: start one with `npm start`, and keep it running.');
}
