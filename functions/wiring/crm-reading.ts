import { connectCrmChanges, connectCrmCompanies } from '../../shared/adapters/crm/connect-crm.ts';
import { sha256 } from '../../shared/adapters/crypto/sha256.ts';
import { CrmReadingTable } from '../../shared/adapters/dynamodb/crm-reading-table.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import type { ReadingDeps } from '../../shared/use-cases/crm/reading-deps.ts';
import { createCrmAccess, createCrmConnection, createPerCrm } from './crm.ts';
import { createCrmLinkStore } from './crm-links.ts';
import { createLazyPeople } from './lazy-people.ts';
import { createSecretReader } from './secrets.ts';
import { createCachedStores } from './stores.ts';

/** Creates what reading from the CRM needs. */
export function createCrmReading(): ReadingDeps {
  const stores = createCachedStores();
  const access = createCrmAccess();
  const connect = createCrmConnection(stores.settings, access);
  const changesOf = createPerCrm((settings) => connectCrmChanges(settings, access));
  const companiesOf = createPerCrm((settings) => connectCrmCompanies(settings, access));
  return {
    ...stores,
    ...createLazyPeople(createSecretReader(), stores.db),
    hash: sha256,
    links: createCrmLinkStore(stores.db),
    readings: new CrmReadingTable({ db: stores.db, table: readEnv('REPS_TABLE').REPS_TABLE }),
    connection: async () => {
      const connected = await connect();
      if (!connected) return undefined;
      const { settings } = connected;
      const companies = settings.accounts && (await companiesOf(settings));
      return { ...connected, changes: await changesOf(settings), ...(companies && { companies }) };
    },
  };
}
