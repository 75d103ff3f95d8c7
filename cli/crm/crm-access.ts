import { environmentNamed } from '../../infra/environments.ts';
import type { StackOutputs } from '../../infra/outputs.ts';
import { connectCrm } from '../../shared/adapters/crm/connect-crm.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { SettingsTable } from '../../shared/adapters/dynamodb/settings-table.ts';
import { type CrmSecrets, parseCrmSecrets } from '../../shared/adapters/secrets-manager/crm-secret.ts';
import type { CrmSettings } from '../../shared/domain/settings/settings.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import type { Crm } from '../../shared/ports/crm.ts';
import type { SettingsStore } from '../../shared/ports/settings-store.ts';
import { openDatabase } from '../database.ts';
import { readSecret, writeSecret } from '../secret-text.ts';
import { readStackOutputs } from '../stack-outputs.ts';

/** Access to the CRM of an environment. */
export interface CrmAccess {
  readonly settings: SettingsStore;
  readonly readSecrets: () => Promise<CrmSecrets>;
  readonly writeSecrets: (secrets: CrmSecrets) => Promise<void>;
  readonly listReps: () => Promise<readonly Rep[]>;
  /** Returns a CRM with these credentials. */
  readonly open: (settings: Pick<CrmSettings, 'system' | 'url'>, secrets: CrmSecrets) => Crm;
}

/** Returns access to the CRM of the environment with this name. */
export async function openCrmAccess(name: string): Promise<CrmAccess> {
  return openCrmOfStack(await readStackOutputs(environmentNamed(name)), { local: name === 'local' });
}

/** Returns access to the CRM of a known stack. */
export function openCrmOfStack(
  { RepsTable, CrmSecretArn }: Pick<StackOutputs, 'RepsTable' | 'CrmSecretArn'>,
  { local }: { readonly local: boolean },
): CrmAccess {
  const db = openDatabase();
  return {
    settings: new SettingsTable({ db, table: RepsTable }),
    readSecrets: async () => parseCrmSecrets(await readSecret(CrmSecretArn)),
    writeSecrets: (secrets) => writeSecret(CrmSecretArn, JSON.stringify(secrets)),
    listReps: () => new RepTable({ db, table: RepsTable }).list(),
    open: (settings, secrets) => connectCrm(settings, { local, credentials: async () => secrets }),
  };
}

/** Returns the connected CRM. @throws a sentence when none is connected */
export async function requireCrm({ settings, readSecrets, open }: CrmAccess) {
  const connected = await settings.read('crm');
  if (!connected) throw new Error('No CRM is connected. Connect one: baton crm connect hubspot');
  return { settings: connected, crm: open(connected, await readSecrets()) };
}
