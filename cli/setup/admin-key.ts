import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Environment } from '../../infra/environment.ts';
import type { StackOutputs } from '../../infra/outputs.ts';
import { ApiKeyTable } from '../../shared/adapters/dynamodb/key-table.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import { API_KEY_BYTES, createApiKey, isKeyOf, parseApiKey } from '../../shared/runtime/auth/api-key.ts';
import { openDatabase } from '../database.ts';

/**
 * Returns this machine's admin key: the one in the key file while it is valid, or else a new one, which it writes
 * there.
 */
export async function ensureAdminKey(options: {
  readonly environment: Environment;
  readonly outputs: StackOutputs;
  readonly keyFile: string;
  readonly say: (line: string) => void;
}): Promise<string> {
  const { environment, outputs, keyFile, say } = options;
  const keys = new ApiKeyTable({ db: openDatabase(), table: outputs.RepsTable });
  const kept = (await readFile(keyFile, 'utf8').catch(() => '')).trim();
  const id = parseApiKey(kept)?.id;
  const stored = id === undefined ? undefined : await keys.byId(id);
  if (stored && stored.revokedAt === undefined && isKeyOf(kept, stored)) {
    say(`Admin key: the key in ${keyFile} is valid`);
    return kept;
  }
  const made = createApiKey({
    environment: environment.name,
    holder: { role: 'admin' },
    random: randomBytes(API_KEY_BYTES),
    now: instantOf(Date.now()),
  });
  await keys.save(made.stored);
  await mkdir(dirname(keyFile), { recursive: true });
  await writeFile(keyFile, `${made.key}\n`, { mode: 0o600 });
  say(`Admin key: created and written to ${keyFile} (readable only by you; not shown anywhere else)`);
  return made.key;
}
