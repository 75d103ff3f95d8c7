import { type reportRoutes, toMetricsView } from '../../shared/api/reports.ts';
import type { ReportStore } from '../../shared/ports/report-store.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import * as useCase from '../../shared/use-cases/reporting/get-metrics.ts';
import { visibilityFor } from '../wiring/visibility.ts';

type MetricsDeps = Pick<Deps, 'plans' | 'reps'> & {
  readonly reports: ReportStore;
};

/** `GET /v1/metrics`: a manager's are those of their teams. */
export const getMetrics: RouteHandler<typeof reportRoutes.getMetrics, MetricsDeps> = async (
  { query, principal },
  deps,
) => {
  const visibility = await visibilityFor('getMetrics', principal, deps);
  const reps = visibility.scope === 'all' ? [] : await deps.reps.list();
  return { status: 200, body: toMetricsView(query, await useCase.getMetrics(query, deps, { visibility, reps })) };
};
