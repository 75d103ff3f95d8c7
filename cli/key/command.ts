import { randomBytes } from 'node:crypto';
import { Command, Option } from 'commander';
import { environmentNamed } from '../../infra/environments.ts';
import { ApiKeyTable } from '../../shared/adapters/dynamodb/key-table.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import { ROLES } from '../../shared/domain/team/role.ts';
import { API_KEY_BYTES } from '../../shared/runtime/auth/api-key.ts';
import { openDatabase } from '../database.ts';
import { createEnvOption } from '../environment-api.ts';
import { print } from '../print.ts';
import { readStackOutputs } from '../stack-outputs.ts';
import { createKey, type KeyDeps, listKeys, revokeKey, type WantedKey } from './keys.ts';

interface Options {
  readonly env: string;
}

/** `baton key`: manages the keys that open the API. */
export function keyCommand(): Command {
  const command = new Command('key').description('Manages the keys that open the API, for people and for machines.');
  const about = (name: string, description: string) =>
    command.command(name).description(description).addOption(createEnvOption());

  about('create', 'Creates a key and shows it once.')
    .addOption(new Option('--role <role>', 'what it may do: docs/access.md').choices(ROLES).makeOptionMandatory())
    .option('--person <rep>', 'id of the rep it acts for; without one it is for a machine')
    .option('--expires <when>', 'for so many days (90d), or until the end of a day in UTC (2027-01-31)')
    .option('--name <text>', 'what it is for, shown in the list')
    .action(async (options: Options & WantedKey) =>
      print(await createKey(options, randomBytes(API_KEY_BYTES), await keyDeps(options))),
    );
  about('list', 'Lists all keys with their person, role and state; never the keys themselves.').action(
    async (options: Options) => print(await listKeys(await keyDeps(options))),
  );
  about('revoke', 'Revokes a key from now on.')
    .argument('<id>', 'its id, from the list')
    .action(async (id: string, options: Options) => print(await revokeKey(id, await keyDeps(options))));
  return command;
}

async function keyDeps({ env }: Options): Promise<KeyDeps> {
  const environment = environmentNamed(env);
  const { RepsTable } = await readStackOutputs(environment);
  const db = openDatabase();
  return {
    keys: new ApiKeyTable({ db, table: RepsTable }),
    reps: new RepTable({ db, table: RepsTable }),
    environment: environment.name,
    now: instantOf(Date.now()),
  };
}
