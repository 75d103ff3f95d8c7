import type { ReportStore } from '../../shared/ports/report-store.ts';
import { getMetrics, metricsView } from '../../shared/runtime/api/reports.ts';
import { type Route, serve } from '../../shared/runtime/route.ts';
import { readMetrics } from '../../shared/use-cases/read-metrics.ts';

interface MetricsDeps {
  readonly reports: ReportStore;
}

/** `GET /v1/metrics`. */
export const showMetrics: Route<MetricsDeps> = serve(getMetrics, async ({ query }, deps: MetricsDeps) => ({
  status: 200,
  body: metricsView(query, await readMetrics(query, deps)),
}));
