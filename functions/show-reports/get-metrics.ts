import { type reportRoutes, toMetricsView } from '../../shared/api/reports.ts';
import type { ReportStore } from '../../shared/ports/report-store.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import * as useCase from '../../shared/use-cases/reporting/get-metrics.ts';

interface MetricsDeps {
  readonly reports: ReportStore;
}

/** `GET /v1/metrics`. */
export const getMetrics: RouteHandler<typeof reportRoutes.getMetrics, MetricsDeps> = async ({ query }, deps) => ({
  status: 200,
  body: toMetricsView(query, await useCase.getMetrics(query, deps)),
});
