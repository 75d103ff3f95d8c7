import { reportRoutes } from '../../shared/api/reports.ts';
import { weightRoutes } from '../../shared/api/weights.ts';
import { mergeRoutes } from '../../shared/runtime/http/route.ts';
import { serveRoutes } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createReportStore } from '../wiring/reports.ts';
import { createStores } from '../wiring/stores.ts';
import { getMetrics } from './get-metrics.ts';
import { getReviews } from './get-reviews.ts';
import { previewWeights } from './preview-weights.ts';

const runtime = startRuntime('show-reports');
const stores = createStores();
const deps = { ...stores, reports: createReportStore(stores.db) };

/**
 * Serves metrics, the weekly reviews and previews of weights by results over the API. Trigger: API Gateway. Read-only, so duplicate and late calls do
 * no harm.
 */
export const handler = serveRoutes(mergeRoutes(reportRoutes, weightRoutes), deps, runtime, {
  getMetrics,
  getReviews,
  previewWeights,
});
