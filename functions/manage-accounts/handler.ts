import { OfflineEnricher } from '../../shared/adapters/enrichment/offline-enrichment.ts';
import { createRouteHandler } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createStores } from '../wiring/stores.ts';
import { saveAccount } from './keep-account.ts';
import { decideLeadAccountByApi, showAccountReviews } from './review-accounts.ts';
import { showAccount, showAccountOfDomain } from './show-account.ts';

const runtime = startRuntime('manage-accounts');
const deps = { ...createStores(), enrichment: new OfflineEnricher() };

/**
 * Serves accounts over the API: get, save, and decide which account a lead belongs to. Trigger: API Gateway.
 * Duplicates: saving replaces; a decision already made is refused. Late: of two concurrent saves the second is refused
 * as a conflict; a lead closed since takes no decision.
 */
export const handler = createRouteHandler(
  [showAccountReviews, showAccountOfDomain, showAccount, saveAccount, decideLeadAccountByApi],
  deps,
  runtime,
);
