import type { CrmSecrets } from '../../shared/adapters/secrets-manager/crm-secret.ts';
import { crmReasonText } from '../../shared/domain/crm/crm-failure.ts';
import type { CrmReading } from '../../shared/domain/crm/crm-reading.ts';
import { ownValue } from '../../shared/domain/own-value.ts';
import type { CrmSettings } from '../../shared/domain/settings/settings.ts';
import type { DoctorFinding } from '../finding.ts';
import type { CrmReading as CrmLook } from './connected-crm.ts';

const CHECK = 'CRM, accounts';

/** Checks how many accounts are companies of the CRM, how many of these have no owner, and whether they follow it. */
export async function checkAccounts(
  {
    settings,
    secrets,
    reading,
  }: { readonly settings: CrmSettings; readonly secrets: CrmSecrets; readonly reading: CrmReading | undefined },
  { listAccounts, openCompanies }: Pick<CrmLook, 'listAccounts' | 'openCompanies'>,
): Promise<readonly DoctorFinding[]> {
  const accounts = await listAccounts();
  const linked = accounts.filter(({ externalIds }) => ownValue(externalIds, settings.system) !== undefined);
  const count = `${linked.length} of ${accounts.length} accounts are companies of the CRM`;
  if (!settings.accounts)
    return [{ check: CHECK, state: 'ok', observed: `${count}; they do not follow it (baton crm accounts)` }];
  const cursor = reading?.cursors[openCompanies(settings, secrets).kind];
  if (cursor?.because !== undefined) {
    const observed = `companies cannot be read: ${crmReasonText({ code: cursor.because })}`;
    return [{ check: CHECK, state: 'warning', observed, todo: 'docs/crm.md#accounts' }];
  }
  const findings: DoctorFinding[] = [
    {
      check: CHECK,
      state: 'ok',
      observed: `${count}; changes are read up to ${cursor?.readUntil ?? settings.accounts.since}`,
    },
  ];
  const orphans = linked.filter(({ owner }) => owner === undefined).length;
  if (orphans > 0)
    findings.push({
      check: CHECK,
      state: 'warning',
      observed: `${orphans} of them have no owner here: nobody owns them in the CRM, or somebody who is no rep`,
      todo: 'See who: baton crm accounts. Map them: baton crm users',
    });
  return findings;
}
