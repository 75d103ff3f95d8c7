import { CompanyTable } from '../../shared/adapters/dynamodb/company-table.ts';
import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { HttpCompanyProvider } from '../../shared/adapters/enrichment/http-company-provider.ts';
import { ProviderEnricher } from '../../shared/adapters/enrichment/provider-enrichment.ts';
import { parseSecretLines } from '../../shared/adapters/secrets-manager/secret-lines.ts';
import type { SecretReader } from '../../shared/adapters/secrets-manager/secret-reader.ts';
import type { SettingsStore } from '../../shared/ports/settings-store.ts';
import { readEnv } from '../../shared/runtime/env.ts';

/** Enriches companies from the cache alone, for functions without outside access. */
export function createCachedEnrichment(db: Database): ProviderEnricher {
  return new ProviderEnricher({ cache: createCompanyCache(db), clock: Date.now });
}

/** Enriches companies from the cache, else from the provider in the current settings. */
export function createProviderEnrichment(
  secrets: SecretReader,
  { db, settings }: { readonly db: Database; readonly settings: SettingsStore },
  onFailure: (because: string) => void,
): ProviderEnricher {
  const env = readEnv('ENRICHMENT_SECRET_ARN', 'ENVIRONMENT');
  const read = async () => parseSecretLines(await secrets.read(env.ENRICHMENT_SECRET_ARN));
  const provider = async () => {
    const now = await settings.read('enrichment');
    return now && new HttpCompanyProvider({ settings: now, secrets: read, local: env.ENVIRONMENT === 'local' });
  };
  return new ProviderEnricher({ cache: createCompanyCache(db), provider, clock: Date.now, onFailure });
}

function createCompanyCache(db: Database): CompanyTable {
  return new CompanyTable({ db, table: readEnv('LEADS_TABLE').LEADS_TABLE });
}
