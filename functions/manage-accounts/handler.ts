import { OfflineEnricher } from '../../shared/adapters/enrichment/offline-enrichment.ts';
import { accountRoutes } from '../../shared/api/accounts.ts';
import { serveRoutes } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createStores } from '../wiring/stores.ts';
import { putAccount } from './put-account.ts';
import { decideAccount, listAccountReviews } from './review-accounts.ts';
import { findAccount, getAccount } from './show-account.ts';

const runtime = startRuntime('manage-accounts');
const deps = { ...createStores(), enrichment: new OfflineEnricher() };

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
