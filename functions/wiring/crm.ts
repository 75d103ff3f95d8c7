import { type CrmAccess, connectCrm } from '../../shared/adapters/crm/connect-crm.ts';
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

/** Creates what says how the CRM is reached; the credentials are read when they are needed. */
export function createCrmAccess(): CrmAccess {
  const { CRM_SECRET_ARN: arn, ENVIRONMENT } = readEnv('CRM_SECRET_ARN', 'ENVIRONMENT');
  const reader = createSecretReader();
  return {
    credentials: async (fresh) => parseCrmSecrets(fresh ? await reader.readFresh(arn) : await reader.read(arn)),
    local: ENVIRONMENT === 'local',
  };
}

/** Creates what keeps something made of the settings of the CRM until these change. */
export function createPerCrm<Made>(make: (settings: CrmSettings) => Made): (settings: CrmSettings) => Promise<Made> {
  const made = new TtlCache<string, Made>({
    ttlMilliseconds: Number.POSITIVE_INFINITY,
    clock: Date.now,
    maxEntries: 1,
  });
  return (settings) =>
    made.get(JSON.stringify([settings.system, settings.url, settings.fields, settings.accounts]), async () =>
      make(settings),
    );
}

/** Creates what returns the connected CRM, as the settings say now. */
export function createCrmConnection(
  settings: SettingsStore,
  access: CrmAccess = createCrmAccess(),
): () => Promise<CrmConnection | undefined> {
  const crmOf = createPerCrm<Crm>((now) => {
    const crm = connectCrm(now, access);
    return new CachedCrm({ crm, ttlMilliseconds: USERS_TTL_MILLISECONDS, clock: Date.now });
  });
  return async () => {
    const now = await settings.read('crm');
    return now && { settings: now, crm: await crmOf(now) };
  };
}
