import { createRouteHandler } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createReportStore } from '../wiring/reports.ts';
import { createStores } from '../wiring/stores.ts';
import { showMetrics } from './show-metrics.ts';
import { showReviews } from './show-reviews.ts';

const runtime = startRuntime('show-reports');
const stores = createStores();

/**
 * Serves metrics and the weekly reviews over the API. Trigger: API Gateway. Read-only, so duplicate and late calls do
 * no harm.
 */
export const handler = createRouteHandler(
  [showMetrics, showReviews],
  { ...stores, reports: createReportStore(stores.db) },
  runtime,
);
