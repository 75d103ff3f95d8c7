import type { StackOutputs } from '../../infra/outputs.ts';
import { connectCrm, connectCrmChanges, connectCrmCompanies } from '../../shared/adapters/crm/connect-crm.ts';
import { AccountTable } from '../../shared/adapters/dynamodb/account-table.ts';
import { CrmReadingTable } from '../../shared/adapters/dynamodb/crm-reading-table.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { SettingsTable } from '../../shared/adapters/dynamodb/settings-table.ts';
import { type CrmSecrets, parseCrmSecrets } from '../../shared/adapters/secrets-manager/crm-secret.ts';
import type { Account } from '../../shared/domain/accounts/account.ts';
import type { CrmSettings } from '../../shared/domain/settings/settings.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import type { Crm } from '../../shared/ports/crm.ts';
import type { CrmChanges } from '../../shared/ports/crm-changes.ts';
import type { CrmCompanies } from '../../shared/ports/crm-companies.ts';
import type { CrmReadingStore } from '../../shared/ports/crm-reading-store.ts';
import type { SettingsStore } from '../../shared/ports/settings-store.ts';
import { openDatabase } from '../database.ts';
import { readSecret } from '../secret-text.ts';

/** What looking at the CRM of an environment needs; it changes nothing. */
export interface CrmReading {
  /** Base URL of the API, without a trailing slash. */
  readonly apiUrl: string;
  readonly settings: SettingsStore;
  readonly readSecrets: () => Promise<CrmSecrets>;
  readonly listReps: () => Promise<readonly Rep[]>;
  /** Returns a CRM with these credentials. */
  readonly open: (settings: CrmSettings, secrets: CrmSecrets) => Crm;
  /** Returns what reads it. */
  readonly openChanges: (settings: CrmSettings, secrets: CrmSecrets) => CrmChanges;
  /** Returns what reads its companies. */
  readonly openCompanies: (settings: CrmSettings, secrets: CrmSecrets) => CrmCompanies;
  readonly listAccounts: () => Promise<readonly Account[]>;
  /** Returns how far the environment has read it. */
  readonly loadReading: CrmReadingStore['load'];
}

/** Returns what looking at the CRM of a known stack needs. */
export function openCrmReading(
  { ApiUrl, RepsTable, CrmSecretArn }: StackOutputs,
  { local }: { readonly local: boolean },
): CrmReading {
  const db = openDatabase();
  return {
    apiUrl: ApiUrl,
    settings: new SettingsTable({ db, table: RepsTable }),
    readSecrets: async () => parseCrmSecrets(await readSecret(CrmSecretArn)),
    listReps: () => new RepTable({ db, table: RepsTable }).list(),
    open: (settings, secrets) => connectCrm(settings, { local, credentials: async () => secrets }),
    openChanges: (settings, secrets) => connectCrmChanges(settings, { local, credentials: async () => secrets }),
    openCompanies: (settings, secrets) => connectCrmCompanies(settings, { local, credentials: async () => secrets }),
    listAccounts: () => new AccountTable({ db, table: RepsTable }).list(),
    loadReading: (system) => new CrmReadingTable({ db, table: RepsTable }).load(system),
  };
}

/** Returns the connected CRM. @throws a sentence when none is connected */
export async function requireCrm({ apiUrl, settings, readSecrets, open, openChanges, loadReading }: CrmReading) {
  const connected = await settings.read('crm');
  if (!connected) throw new Error('No CRM is connected. Connect one: baton crm connect hubspot');
  const secrets = await readSecrets();
  return {
    settings: connected,
    secrets,
    apiUrl,
    crm: open(connected, secrets),
    changes: openChanges(connected, secrets),
    reading: await loadReading(connected.system),
  };
}
