import type { Environment } from '../../infra/environments.ts';
import type { StackOutputs } from '../../infra/outputs.ts';
import { putSettings } from '../../shared/api/observations.ts';
import { type ApiClient, apiClient } from '../api-client.ts';
import { keepAccounts } from './accounts.ts';
import { keepAdminKey } from './admin-key.ts';
import { keepNotifications, type NotifySetup } from './notifications.ts';
import { keepPlan } from './plan.ts';
import { keepReps } from './reps.ts';
import { keepSource, type SourceSetup, type WantedSource } from './source.ts';

/** Options of `baton setup`. Running it again changes only what differs. */
export interface SetupOptions {
  readonly environment: Environment;
  readonly outputs: StackOutputs;
  /** The file that holds the admin key on this machine. */
  readonly keyFile: string;
  readonly source: WantedSource;
  /** Path of the plan to publish and activate. */
  readonly plan?: string;
  /** Path of the reps to save. */
  readonly reps?: string;
  /** Path of the accounts to import. */
  readonly accounts?: string;
  /** The URL that receives notifications to reps. */
  readonly notifyUrl?: string;
  /** Switches to shadow mode beside an incumbent system; otherwise the mode stays unchanged. */
  readonly observe?: boolean;
  readonly say: (line: string) => void;
}

/** What is needed to use the environment after setup. */
export interface SetUp {
  readonly api: ApiClient;
  readonly adminKey: string;
  readonly source: SourceSetup;
  readonly notify: NotifySetup;
}

/**
 * Creates the first admin key, a source with its hook and secret, and the notification secret; publishes the plan and
 * saves the reps.
 */
export async function setUp(options: SetupOptions): Promise<SetUp> {
  const { environment, outputs, keyFile, say } = options;
  const adminKey = await keepAdminKey({ environment, outputs, keyFile, say });
  const api = apiClient(outputs.ApiUrl, adminKey);
  if (options.observe) {
    await api.call('PUT', '/v1/settings', { body: { mode: 'observe' }, reply: putSettings.replies[200] });
    say('Mode: observe (shadow mode); nobody is notified, nothing leaves Baton');
  }
  const source = await keepSource({ ...options.source, outputs, say });
  const notify = await keepNotifications({ outputs, url: options.notifyUrl, say });
  if (options.plan !== undefined) await keepPlan({ api, file: options.plan, say });
  if (options.reps !== undefined) await keepReps({ api, file: options.reps, say });
  if (options.accounts !== undefined) await keepAccounts({ outputs, file: options.accounts, say });
  return { api, adminKey, source, notify };
}
