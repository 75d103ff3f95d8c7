import { SQSClient } from '@aws-sdk/client-sqs';
import { environmentNamed } from '../../infra/environments.ts';
import type { StackOutputs } from '../../infra/outputs.ts';
import { connectCrm } from '../../shared/adapters/crm/connect-crm.ts';
import { CrmLinkTable } from '../../shared/adapters/dynamodb/crm-link-table.ts';
import { DoNotContactTable } from '../../shared/adapters/dynamodb/do-not-contact-table.ts';
import { LeadTable } from '../../shared/adapters/dynamodb/lead-table.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { SettingsTable } from '../../shared/adapters/dynamodb/settings-table.ts';
import { type CrmSecrets, parseCrmSecrets } from '../../shared/adapters/secrets-manager/crm-secret.ts';
import { CrmNudgeQueue } from '../../shared/adapters/sqs/crm-nudge-queue.ts';
import type { CrmSettings } from '../../shared/domain/settings/settings.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import type { Crm } from '../../shared/ports/crm.ts';
import type { SettingsStore } from '../../shared/ports/settings-store.ts';
import { openDatabase } from '../database.ts';
import { readSecret, writeSecret } from '../secret-text.ts';
import { readStackOutputs } from '../stack-outputs.ts';
import type { BackfillDeps } from './backfill.ts';

/** Access to the CRM of an environment. */
export interface CrmAccess {
  readonly settings: SettingsStore;
  readonly readSecrets: () => Promise<CrmSecrets>;
  readonly writeSecrets: (secrets: CrmSecrets) => Promise<void>;
  readonly listReps: () => Promise<readonly Rep[]>;
  /** What a backfill needs of the environment. */
  readonly stores: Omit<BackfillDeps, 'sleep' | 'report'>;
  /** Returns a CRM with these credentials. */
  readonly open: (settings: CrmSettings, secrets: CrmSecrets) => Crm;
}

/** Returns access to the CRM of the environment with this name. */
export async function openCrmAccess(name: string): Promise<CrmAccess> {
  return openCrmOfStack(await readStackOutputs(environmentNamed(name)), { local: name === 'local' });
}

/** Returns access to the CRM of a known stack. */
export function openCrmOfStack(
  { LeadsTable, RepsTable, CrmSecretArn, CrmQueueUrl }: StackOutputs,
  { local }: { readonly local: boolean },
): CrmAccess {
  const db = openDatabase();
  const settings = new SettingsTable({ db, table: RepsTable });
  const reps = new RepTable({ db, table: RepsTable });
  return {
    settings,
    readSecrets: async () => parseCrmSecrets(await readSecret(CrmSecretArn)),
    writeSecrets: (secrets) => writeSecret(CrmSecretArn, JSON.stringify(secrets)),
    listReps: () => reps.list(),
    stores: {
      leads: new LeadTable({ db, tables: { leads: LeadsTable, reps: RepsTable } }),
      reps,
      doNotContact: new DoNotContactTable({ db, table: RepsTable }),
      mode: async () => (await settings.read('mode')).mode,
      links: new CrmLinkTable({ db, table: LeadsTable }),
      nudges: new CrmNudgeQueue({ client: new SQSClient({ useQueueUrlAsEndpoint: false }), url: CrmQueueUrl }),
    },
    open: (settings, secrets) => connectCrm(settings, { local, credentials: async () => secrets }),
  };
}

/** Returns the connected CRM. @throws a sentence when none is connected */
export async function requireCrm({ settings, readSecrets, open }: CrmAccess) {
  const connected = await settings.read('crm');
  if (!connected) throw new Error('No CRM is connected. Connect one: baton crm connect hubspot');
  return { settings: connected, crm: open(connected, await readSecrets()) };
}
