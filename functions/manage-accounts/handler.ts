import { OfflineEnrichment } from '../../shared/adapters/enrichment/offline-enrichment.ts';
import { routeTable } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { realStores } from '../wiring/stores.ts';
import { keepAccount } from './keep-account.ts';
import { decide, showReviews } from './review-accounts.ts';
import { showAccount, showAccountOfDomain } from './show-account.ts';

const runtime = startRuntime('manage-accounts');
const deps = { ...realStores(), enrichment: new OfflineEnrichment() };

/**
 * Serves accounts over the API: get, save, and decide which account a lead belongs to. Trigger: API Gateway.
 * Duplicates: saving replaces; a decision already made is refused. Late: of two concurrent saves the second is refused
 * as a conflict; a lead closed since takes no decision.
 */
export const handler = routeTable([showReviews, showAccountOfDomain, showAccount, keepAccount, decide], deps, runtime);
