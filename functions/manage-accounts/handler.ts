import { OfflineEnrichment } from '../../shared/adapters/enrichment/offline-enrichment.ts';
import { routeTable } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { realStores } from '../wiring/stores.ts';
import { keepAccount } from './keep-account.ts';
import { decide, showReviews } from './review-accounts.ts';
import { showAccount, showAccountOfDomain } from './show-account.ts';

const runtime = startRuntime('manage-accounts');
const deps = { ...realStores(), enrichment: new OfflineEnrichment() };

/** The companies we know over the API: look one up, keep it, and say which of them a lead belongs to. */
export const handler = routeTable([showReviews, showAccountOfDomain, showAccount, keepAccount, decide], deps, runtime);
