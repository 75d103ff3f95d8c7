import { getMetrics, metricsView } from '../../shared/api/reports.ts';
import type { ReportStore } from '../../shared/ports/report-store.ts';
import { type Route, serve } from '../../shared/runtime/http/route.ts';
import { readMetrics } from '../../shared/use-cases/reporting/read-metrics.ts';

interface MetricsDeps {
  readonly reports: ReportStore;
}

/** `GET /v1/metrics`. */
export const showMetrics: Route<MetricsDeps> = serve(getMetrics, async ({ query }, deps: MetricsDeps) => ({
  status: 200,
  body: metricsView(query, await readMetrics(query, deps)),
}));
