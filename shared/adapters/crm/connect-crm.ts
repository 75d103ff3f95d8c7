import { defaultFieldMap } from '../../domain/crm/crm-fields.ts';
import type { CrmSettings } from '../../domain/settings/settings.ts';
import type { Crm } from '../../ports/crm.ts';
import type { CrmChanges } from '../../ports/crm-changes.ts';
import type { CrmCompanies } from '../../ports/crm-companies.ts';
import type { CrmSecrets } from '../secrets-manager/crm-secret.ts';
import { HubSpotChanges } from './hubspot/hubspot-changes.ts';
import { HubSpotCompanies } from './hubspot/hubspot-companies.ts';
import { HubSpotCrm } from './hubspot/hubspot-crm.ts';
import { SalesforceChanges } from './salesforce/salesforce-changes.ts';
import { SalesforceCompanies } from './salesforce/salesforce-companies.ts';
import { SalesforceCrm } from './salesforce/salesforce-crm.ts';

/** How a CRM is reached with which credentials. */
export interface CrmAccess {
  /** Returns the stored credentials; `fresh`: as they are now, since those known before were refused. */
  readonly credentials: (fresh: boolean) => Promise<CrmSecrets>;
  /** In the local cloud a CRM may run on this machine. */
  readonly local: boolean;
}

/** Returns what reads the CRM that the settings name. */
export function connectCrmChanges({ system, url, fields }: CrmSettings, { credentials, local }: CrmAccess): CrmChanges {
  const common = { url, local, leadProperty: fields.lead };
  if (system === 'hubspot')
    return new HubSpotChanges({ ...common, token: async (fresh) => (await credentials(fresh)).hubspot?.token });
  return new SalesforceChanges({ ...common, credentials: async (fresh) => (await credentials(fresh)).salesforce });
}

/** Returns what reads the companies of the CRM that the settings name. */
export function connectCrmCompanies({ system, url, accounts }: CrmSettings, access: CrmAccess): CrmCompanies {
  const { credentials, local } = access;
  const common = { url, local, status: accounts?.status };
  if (system === 'hubspot')
    return new HubSpotCompanies({ ...common, token: async (fresh) => (await credentials(fresh)).hubspot?.token });
  return new SalesforceCompanies({ ...common, credentials: async (fresh) => (await credentials(fresh)).salesforce });
}

/** Returns the CRM that the settings name. */
export function connectCrm({ system, url, fields }: CrmSettings, { credentials, local }: CrmAccess): Crm {
  if (system === 'hubspot')
    return new HubSpotCrm({ url, local, token: async (fresh) => (await credentials(fresh)).hubspot?.token });
  return new SalesforceCrm({
    url,
    local,
    credentials: async (fresh) => (await credentials(fresh)).salesforce,
    fields: {
      externalId: fields.lead ?? defaultFieldMap('salesforce').lead ?? '',
      numbers: fields.score === undefined ? [] : [fields.score],
    },
  });
}
