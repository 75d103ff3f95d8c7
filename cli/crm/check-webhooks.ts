import type { CrmSecrets } from '../../shared/adapters/secrets-manager/crm-secret.ts';
import { HUBSPOT_HOOK_PATH } from '../../shared/api/crm-hooks.ts';
import type { CrmSettings } from '../../shared/domain/settings/settings.ts';
import type { DoctorFinding } from '../finding.ts';

/** Says whether HubSpot's calls are accepted, and where it must send them. Salesforce sends none. */
export function judgeWebhooks({
  settings: { system },
  secrets: { hubspot },
  apiUrl,
}: {
  readonly settings: Pick<CrmSettings, 'system'>;
  readonly secrets: CrmSecrets;
  /** Without a trailing slash. */
  readonly apiUrl: string;
}): readonly DoctorFinding[] {
  if (system !== 'hubspot') return [];
  const accepted = hubspot?.clientSecrets?.length ?? 0;
  const observed =
    accepted === 0
      ? 'not set up: the CRM is read every minute. To read it at once: baton crm connect hubspot --webhooks'
      : `set up: HubSpot must post to ${apiUrl}${HUBSPOT_HOOK_PATH}${accepted > 1 ? '; two client secrets are accepted' : ''}`;
  return [{ check: 'CRM, webhooks', state: 'ok', observed }];
}
