import { routeTable } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { realReports } from '../wiring/reports.ts';
import { realStores } from '../wiring/stores.ts';
import { showMetrics } from './show-metrics.ts';
import { showReviews } from './show-reviews.ts';

const runtime = startRuntime('show-reports');
const stores = realStores();

/**
 * Serves metrics and the weekly reviews over the API. Trigger: API Gateway. Read-only, so duplicate and late calls do
 * no harm.
 */
export const handler = routeTable([showMetrics, showReviews], { ...stores, reports: realReports(stores.db) }, runtime);
