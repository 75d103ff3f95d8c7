import { parseCrmSecrets } from '../../shared/adapters/secrets-manager/crm-secret.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createSecretReader } from './secrets.ts';

/** What is known of calls by the CRM. */
export interface CrmWebhooks {
  /** Base URL of the API, without a trailing slash. */
  readonly apiUrl: string;
  /** Returns the client secrets with which HubSpot may have signed, without the cache if `fresh`. */
  readonly secrets: (fresh: boolean) => Promise<readonly string[]>;
}

/** Creates what calls by the CRM are checked with; the secret is read when it is needed. */
export function createCrmWebhooks(): CrmWebhooks {
  const { API_URL, CRM_SECRET_ARN: arn } = readEnv('API_URL', 'CRM_SECRET_ARN');
  const reader = createSecretReader();
  return {
    apiUrl: API_URL,
    secrets: async (fresh) => {
      const { hubspot } = parseCrmSecrets(fresh ? await reader.readFresh(arn) : await reader.read(arn));
      return hubspot?.clientSecrets ?? [];
    },
  };
}
