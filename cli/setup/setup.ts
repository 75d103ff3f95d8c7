import type { Environment } from '../../infra/environment.ts';
import type { StackOutputs } from '../../infra/outputs.ts';
import { AccountTable } from '../../shared/adapters/dynamodb/account-table.ts';
import { LeadTable } from '../../shared/adapters/dynamodb/lead-table.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { shadowModeRoutes } from '../../shared/api/shadow-mode.ts';
import { type ApiClient, createApiClient } from '../api-client.ts';
import { describeEncoding, readTextFile } from '../csv/decode-text.ts';
import { openDatabase } from '../database.ts';
import { prepareAccountImport } from '../import/import-accounts.ts';
import type { SecretChange } from '../replace-secret.ts';
import { ensureAdminKey } from './admin-key.ts';
import { changeLinkSecret } from './answer-links.ts';
import { ensureNotifications, type NotificationSetup } from './notifications.ts';
import { warnOfMissingPeople } from './people.ts';
import { publishAndActivatePlan } from './publish-plan.ts';
import { saveReps } from './reps.ts';
import { ensureSource, type RequestedSource, type SourceSetup } from './source.ts';

/** Options of `baton setup`. Running it again changes only what differs. */
export interface SetupOptions {
  readonly environment: Environment;
  readonly outputs: StackOutputs;
  /** The file that holds the admin key on this machine. */
  readonly keyFile: string;
  readonly source: RequestedSource;
  /** Path of the plan to check, publish and activate. */
  readonly plan?: string;
  /** Publishes a plan that does not pass its check. */
  readonly force?: boolean;
  /** Path of the reps to save. */
  readonly reps?: string;
  /** Path of the accounts to import. */
  readonly accounts?: string;
  /** The URL that receives notifications to reps. */
  readonly notifyUrl?: string;
  /** What becomes of the secret that signs them; by default it stays. */
  readonly notifySecret?: SecretChange;
  /** What becomes of the secret that signs answer links; by default it stays. */
  readonly linkSecret?: SecretChange;
  /** Switches to shadow mode beside an incumbent system; otherwise the mode stays unchanged. */
  readonly shadow?: boolean;
  readonly print: (line: string) => void;
}

/** What is needed to use the environment after setup. */
export interface SetupResult {
  readonly api: ApiClient;
  readonly adminKey: string;
  readonly source: SourceSetup;
  readonly notifications: NotificationSetup;
}

/**
 * Creates the first admin key, a source with its hook and secret, and the notification secret; publishes the plan and
 * saves the reps.
 */
export async function setUpEnvironment(options: SetupOptions): Promise<SetupResult> {
  const { environment, outputs, keyFile, print } = options;
  const adminKey = await ensureAdminKey({ environment, outputs, keyFile, say: print });
  const api = createApiClient(outputs.ApiUrl, adminKey);
  if (options.shadow) {
    await api.call('PUT', '/v1/settings', {
      body: { mode: 'shadow' },
      reply: shadowModeRoutes.putSettings.replies[200],
    });
    print('Mode: shadow; nobody is notified, nothing leaves Baton');
  }
  const source = await ensureSource({ ...options.source, outputs, say: print });
  const notify = await ensureNotifications({
    outputs,
    url: options.notifyUrl,
    secretChange: options.notifySecret,
    say: print,
  });
  if (options.linkSecret !== undefined) await changeLinkSecret({ outputs, change: options.linkSecret, say: print });
  if (options.plan !== undefined)
    await publishAndActivatePlan({ api, file: options.plan, force: options.force === true, say: print });
  if (options.reps !== undefined) await saveReps({ api, file: options.reps, say: print });
  if (options.accounts !== undefined) await importSetupAccounts({ outputs, file: options.accounts, say: print });
  if (options.plan !== undefined || options.reps !== undefined) await warnOfMissingPeople({ outputs, say: print });
  return { api, adminKey, source, notifications: notify };
}

/** Imports a file of accounts, as `baton import accounts --apply` does. @throws with every problem of the file. */
async function importSetupAccounts(options: {
  readonly outputs: StackOutputs;
  readonly file: string;
  readonly say: (line: string) => void;
}): Promise<void> {
  const { outputs, file, say } = options;
  const db = openDatabase();
  const stores = {
    accounts: new AccountTable({ db, table: outputs.RepsTable }),
    reps: new RepTable({ db, table: outputs.RepsTable }),
    leads: new LeadTable({ db, tables: { leads: outputs.LeadsTable, reps: outputs.RepsTable } }),
  };
  const { text, ...encoding } = await readTextFile(file);
  if (encoding.isGuess) say(`Accounts: ${describeEncoding(encoding)}`);
  const imported = await prepareAccountImport({ file, text, prune: false, stores });
  await imported.apply(say);
}
