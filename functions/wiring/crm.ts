import { connectCrm } from '../../shared/adapters/crm/connect-crm.ts';
import { CachedCrm } from '../../shared/adapters/in-process/cached-crm.ts';
import { TtlCache } from '../../shared/adapters/in-process/ttl-cache.ts';
import { parseCrmSecrets } from '../../shared/adapters/secrets-manager/crm-secret.ts';
import type { CrmSettings } from '../../shared/domain/settings/settings.ts';
import type { Crm } from '../../shared/ports/crm.ts';
import type { SettingsStore } from '../../shared/ports/settings-store.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import type { CrmConnection } from '../../shared/use-cases/crm/sync-deps.ts';
import { createSecretReader } from './secrets.ts';

/** How old the list of the CRM's users may be. */
const USERS_TTL_MILLISECONDS = 5 * 60_000;

/** Creates what returns the connected CRM, as the settings say now. */
export function createCrmConnection(settings: SettingsStore): () => Promise<CrmConnection | undefined> {
  const { CRM_SECRET_ARN: arn, ENVIRONMENT } = readEnv('CRM_SECRET_ARN', 'ENVIRONMENT');
  const reader = createSecretReader();
  const credentials = async (fresh: boolean) =>
    parseCrmSecrets(fresh ? await reader.readFresh(arn) : await reader.read(arn));
  const crms = new TtlCache<string, Crm>({ ttlMilliseconds: Number.POSITIVE_INFINITY, clock: Date.now, maxEntries: 1 });
  const crmOf = (now: CrmSettings) =>
    crms.get(JSON.stringify([now.system, now.url, now.fields]), async () => {
      const crm = connectCrm(now, { credentials, local: ENVIRONMENT === 'local' });
      return new CachedCrm({ crm, ttlMilliseconds: USERS_TTL_MILLISECONDS, clock: Date.now });
    });
  return async () => {
    const now = await settings.read('crm');
    return now && { settings: now, crm: await crmOf(now) };
  };
}
