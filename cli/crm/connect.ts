import type { CrmSecrets } from '../../shared/adapters/secrets-manager/crm-secret.ts';
import { crmReasonText } from '../../shared/domain/crm/crm-failure.ts';
import { type CrmSystem, defaultFieldMap } from '../../shared/domain/crm/crm-fields.ts';
import type { CrmSettings } from '../../shared/domain/settings/settings.ts';
import { formatFinding } from '../finding.ts';
import { checkCrm } from './check-crm.ts';
import type { CrmAccess } from './crm-access.ts';

/** What is known of a CRM when it is connected. */
export interface ConnectInput {
  readonly system: CrmSystem;
  readonly url: string;
  readonly secrets: CrmSecrets;
}

/**
 * Connects a CRM, or replaces the credentials of the connected one: tries them, and stores them only if they are
 * accepted. Running functions notice new credentials within a minute, or as soon as the old ones are refused.
 * @returns what was found
 * @throws a sentence when the CRM does not accept them; nothing is changed then
 */
export async function connect({ system, url, secrets }: ConnectInput, access: CrmAccess): Promise<readonly string[]> {
  const before = await access.settings.read('crm');
  const kept = before?.system === system ? before : { fields: defaultFieldMap(system), users: {} };
  const settings: CrmSettings = { ...kept, system, url };
  const crm = access.open(settings, secrets);
  const users = await crm.users();
  if (!users.ok) throw new Error(`Not connected. ${crmReasonText(users.problem)}`);
  // The secret first: the settings must not lead anybody to a CRM without one.
  const stored = await access.readSecrets();
  const { clientSecrets } = stored.hubspot ?? {};
  const hubspot = secrets.hubspot && { ...secrets.hubspot, ...(clientSecrets && { clientSecrets }) };
  await access.writeSecrets({ ...stored, ...secrets, ...(hubspot && { hubspot }) });
  await access.settings.save('crm', settings);
  const findings = await checkCrm({ settings, crm }, await access.listReps());
  return [
    `${system} is connected: new events of leads are written there within ten seconds.`,
    ...findings.map(formatFinding),
    'Leads that are open already: baton crm backfill --dry-run',
    'Accounts and their owners: baton crm accounts',
  ];
}

/** Disconnects the CRM: nothing is written any more. What was written, and the links to it, stay. */
export async function disconnect(access: CrmAccess): Promise<readonly string[]> {
  await access.settings.reset('crm');
  await access.writeSecrets({});
  return ['No CRM is connected any more, within ten seconds. Records in it stay as they are.'];
}
