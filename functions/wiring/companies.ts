import { CompanyTable } from '../../shared/adapters/dynamodb/company-table.ts';
import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { SettingsTable } from '../../shared/adapters/dynamodb/settings-table.ts';
import { HttpCompanyProvider } from '../../shared/adapters/enrichment/http-company-provider.ts';
import { ProviderEnrichment } from '../../shared/adapters/enrichment/provider-enrichment.ts';
import { keptFor } from '../../shared/adapters/in-process/ttl-cache.ts';
import type { SecretReader } from '../../shared/adapters/secrets-manager/secret-reader.ts';
import { readEnv } from '../../shared/runtime/env.ts';

/** TTL of the cached settings in milliseconds, after which changes take effect. */
const SETTINGS_KEPT_MILLISECONDS = 60_000;

/** Enriches companies from the cache alone, for functions without outside access. */
export function keptCompanies(db: Database): ProviderEnrichment {
  return new ProviderEnrichment({ cache: companies(db), clock: Date.now });
}

/** Enriches companies from the cache, else from the provider in the current settings. */
export function askedCompanies(
  secrets: SecretReader,
  db: Database,
  onFailure: (because: string) => void,
): ProviderEnrichment {
  const env = readEnv('REPS_TABLE', 'ENRICHMENT_SECRET_ARN', 'ENVIRONMENT');
  const table = new SettingsTable({ db, table: env.REPS_TABLE });
  const settings = keptFor(SETTINGS_KEPT_MILLISECONDS, Date.now, () => table.enrichment());
  const secret = () => secrets.text(env.ENRICHMENT_SECRET_ARN);
  const provider = async () => {
    const now = await settings();
    return now && new HttpCompanyProvider({ settings: now, secret, local: env.ENVIRONMENT === 'local' });
  };
  return new ProviderEnrichment({ cache: companies(db), provider, clock: Date.now, onFailure });
}

function companies(db: Database): CompanyTable {
  return new CompanyTable({ db, table: readEnv('LEADS_TABLE').LEADS_TABLE });
}
