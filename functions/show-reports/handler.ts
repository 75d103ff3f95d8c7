import { reportRoutes } from '../../shared/api/reports.ts';
import { serveRoutes } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createReportStore } from '../wiring/reports.ts';
import { createStores } from '../wiring/stores.ts';
import { getMetrics } from './get-metrics.ts';
import { getReviews } from './get-reviews.ts';

const runtime = startRuntime('show-reports');
const stores = createStores();
const deps = { ...stores, reports: createReportStore(stores.db) };

/**
 * Serves metrics and the weekly reviews over the API. Trigger: API Gateway. Read-only, so duplicate and late calls do
 * no harm.
 */
export const handler = serveRoutes(reportRoutes, deps, runtime, { getMetrics, getReviews });
