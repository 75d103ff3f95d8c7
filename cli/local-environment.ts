import { join } from 'node:path';
import { ENVIRONMENTS } from '../infra/environments.ts';
import { environmentReaching, runningCloud } from '../infra/local/running-cloud.ts';
import { BATON_DIRECTORY } from '../infra/project-root.ts';

/**
 * What a command about this environment needs of the shell beyond what it says: for `local`, the way to the cloud that `npm start` keeps up,
 * so that nothing of it ever reaches an account. Nothing where the shell names a cloud itself.
 * @throws a sentence that says what to do when none runs
 */
export async function localEnvironment(
  env: unknown,
  shell: NodeJS.ProcessEnv,
  directory = join(BATON_DIRECTORY, 'demo'),
): Promise<Readonly<Record<string, string>>> {
  if (env !== ENVIRONMENTS.local.name || shell.AWS_ENDPOINT_URL) return {};
  const endpoint = await runningCloud(directory);
  if (endpoint !== undefined) return environmentReaching(endpoint);
  throw new Error('No local cloud of this checkout is running: start one with `npm start`, and leave it up.');
}
