import { getMetrics, toMetricsView } from '../../shared/api/reports.ts';
import type { ReportStore } from '../../shared/ports/report-store.ts';
import { type ApiRoute, bindRoute } from '../../shared/runtime/http/route.ts';
import { readMetrics } from '../../shared/use-cases/reporting/read-metrics.ts';

interface MetricsDeps {
  readonly reports: ReportStore;
}

/** `GET /v1/metrics`. */
export const showMetrics: ApiRoute<MetricsDeps> = bindRoute(getMetrics, async ({ query }, deps: MetricsDeps) => ({
  status: 200,
  body: toMetricsView(query, await readMetrics(query, deps)),
}));
