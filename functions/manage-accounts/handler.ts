import { sha256 } from '../../shared/adapters/crypto/sha256.ts';
import { accountRoutes } from '../../shared/api/accounts.ts';
import { lazyValue } from '../../shared/domain/lazy-value.ts';
import type { Enricher } from '../../shared/ports/enrichment.ts';
import { serveRoutes } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createStores } from '../wiring/stores.ts';
import { putAccount } from './put-account.ts';
import { decideAccount, listAccountReviews } from './review-accounts.ts';
import { findAccount, getAccount } from './show-account.ts';

const runtime = startRuntime('manage-accounts');
/** Reads people, which most calls do not. */
const enricher = lazyValue(async (): Promise<Enricher> => {
  const { OfflineEnricher } = await import('../../shared/adapters/enrichment/offline-enrichment.ts');
  return new OfflineEnricher();
});
const enrichment: Enricher = { enrich: async (input) => (await enricher()).enrich(input) };
const deps = { ...createStores(), enrichment, hash: sha256 };

/**
 * Serves accounts over the API: get, save, and decide which account a lead belongs to. Trigger: API Gateway.
 * Duplicates: saving replaces; a decision already made is refused. Late: of two concurrent saves the second is refused
 * as a conflict; a lead closed since takes no decision.
 */
export const handler = serveRoutes(accountRoutes, deps, runtime, {
  decideAccount,
  listAccountReviews,
  findAccount,
  getAccount,
  putAccount,
});
