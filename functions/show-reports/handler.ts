import { routeTable } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { realReports } from '../wiring/reports.ts';
import { realStores } from '../wiring/stores.ts';
import { showMetrics } from './show-metrics.ts';
import { showReviews } from './show-reviews.ts';

const runtime = startRuntime('show-reports');
const stores = realStores();

/** Figures over the API, and what somebody should look through every week. */
export const handler = routeTable([showMetrics, showReviews], { ...stores, reports: realReports(stores.db) }, runtime);
