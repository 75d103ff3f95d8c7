import { CompanyTable } from '../../shared/adapters/dynamodb/company-table.ts';
import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { SettingsTable } from '../../shared/adapters/dynamodb/settings-table.ts';
import { HttpCompanyProvider } from '../../shared/adapters/enrichment/http-company-provider.ts';
import { ProviderEnricher } from '../../shared/adapters/enrichment/provider-enrichment.ts';
import type { SecretReader } from '../../shared/adapters/secrets-manager/secret-reader.ts';
import { readEnv } from '../../shared/runtime/env.ts';

/** Enriches companies from the cache alone, for functions without outside access. */
export function createCachedEnrichment(db: Database): ProviderEnricher {
  return new ProviderEnricher({ cache: createCompanyCache(db), clock: Date.now });
}

/** Enriches companies from the cache, else from the provider in the current settings. */
export function createProviderEnrichment(
  secrets: SecretReader,
  db: Database,
  onFailure: (because: string) => void,
): ProviderEnricher {
  const env = readEnv('REPS_TABLE', 'ENRICHMENT_SECRET_ARN', 'ENVIRONMENT', 'SETTINGS_CACHE_SECONDS');
  const table = new SettingsTable({ db, table: env.REPS_TABLE });
  const settings = cacheFor(Number(env.SETTINGS_CACHE_SECONDS) * 1000, Date.now, () => table.read('enrichment'));
  const secret = () => secrets.read(env.ENRICHMENT_SECRET_ARN);
  const provider = async () => {
    const now = await settings();
    return now && new HttpCompanyProvider({ settings: now, secret, local: env.ENVIRONMENT === 'local' });
  };
  return new ProviderEnricher({ cache: createCompanyCache(db), provider, clock: Date.now, onFailure });
}

function createCompanyCache(db: Database): CompanyTable {
  return new CompanyTable({ db, table: readEnv('LEADS_TABLE').LEADS_TABLE });
}

/** Caches the answer of `ask` for this many milliseconds. Failures are not cached. `clock`: epoch milliseconds. */
function cacheFor<Answer>(
  ttlMilliseconds: number,
  clock: () => number,
  load: () => Promise<Answer>,
): () => Promise<Answer> {
  let cached: { readonly answer: Answer; readonly until: number } | undefined;
  return async () => {
    if (!cached || cached.until <= clock()) cached = { answer: await load(), until: clock() + ttlMilliseconds };
    return cached.answer;
  };
}
