import type { Environment } from '../../infra/environments.ts';
import type { StackOutputs } from '../../infra/outputs.ts';
import { putSettings } from '../../shared/api/shadow-mode.ts';
import { type ApiClient, createApiClient } from '../api-client.ts';
import { importSetupAccounts } from './accounts.ts';
import { ensureAdminKey } from './admin-key.ts';
import { ensureNotifications, type NotificationSetup } from './notifications.ts';
import { warnOfMissingPeople } from './people.ts';
import { publishAndActivatePlan } from './plan.ts';
import { saveReps } from './reps.ts';
import { ensureSource, type RequestedSource, type SourceSetup } from './source.ts';

/** Options of `baton setup`. Running it again changes only what differs. */
export interface SetupOptions {
  readonly environment: Environment;
  readonly outputs: StackOutputs;
  /** The file that holds the admin key on this machine. */
  readonly keyFile: string;
  readonly source: RequestedSource;
  /** Path of the plan to publish and activate. */
  readonly plan?: string;
  /** Path of the reps to save. */
  readonly reps?: string;
  /** Path of the accounts to import. */
  readonly accounts?: string;
  /** The URL that receives notifications to reps. */
  readonly notifyUrl?: string;
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
    await api.call('PUT', '/v1/settings', { body: { mode: 'shadow' }, reply: putSettings.replies[200] });
    print('Mode: observe (shadow mode); nobody is notified, nothing leaves Baton');
  }
  const source = await ensureSource({ ...options.source, outputs, say: print });
  const notify = await ensureNotifications({ outputs, url: options.notifyUrl, say: print });
  if (options.plan !== undefined) await publishAndActivatePlan({ api, file: options.plan, say: print });
  if (options.reps !== undefined) await saveReps({ api, file: options.reps, say: print });
  if (options.accounts !== undefined) await importSetupAccounts({ outputs, file: options.accounts, say: print });
  if (options.plan !== undefined || options.reps !== undefined) await warnOfMissingPeople({ outputs, say: print });
  return { api, adminKey, source, notifications: notify };
}
