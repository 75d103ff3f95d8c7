import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Option } from 'commander';
import { ENVIRONMENTS, environmentNamed } from '../infra/environments.ts';
import { BATON_DIRECTORY } from '../infra/project-root.ts';
import { type ApiClient, createApiClient } from './api-client.ts';
import { readKeptToken, tokenFileOf } from './kept-token.ts';
import { readStackOutputs } from './stack-outputs.ts';

/** The environment of a command, and the key with which it calls the API. */
export interface EnvironmentOptions {
  readonly env: string;
  readonly keyFile?: string;
}

/** Returns `--env`, which every command about a deployed environment takes. */
export function createEnvOption(): Option {
  return new Option('--env <name>', 'environment').choices(Object.keys(ENVIRONMENTS)).makeOptionMandatory();
}

/** Returns `--key-file`, for commands that call the API. */
export function createKeyFileOption(): Option {
  return new Option('--key-file <file>', 'where the admin key is kept on this machine (default: .baton/keys/<env>)');
}

/**
 * Returns a client for a deployed environment's API: as whoever signed in, else with this machine's key. @throws a sentence that says what to do
 * when there is no key.
 */
export async function connectToApi({ env, keyFile }: EnvironmentOptions): Promise<ApiClient> {
  const environment = environmentNamed(env);
  const token =
    keyFile === undefined
      ? await readKeptToken(tokenFileOf(environment.name), environment.name, Date.now())
      : undefined;
  const file = keyFile ?? join(BATON_DIRECTORY, 'keys', environment.name);
  const key = token ?? (await readFile(file, 'utf8').catch(() => '')).trim();
  if (key === '')
    throw new Error(`There is no key in ${file}. Create one: npm run baton -- setup --env ${environment.name}`);
  const { ApiUrl } = await readStackOutputs(environment);
  return createApiClient(ApiUrl, key);
}
