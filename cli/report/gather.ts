import { type MetricsView, type ReviewsView, reportRoutes } from '../../shared/api/reports.ts';
import { repRoutes } from '../../shared/api/reps.ts';
import { teamRoutes } from '../../shared/api/teams.ts';
import { type ApiClient, ApiError } from '../api-client.ts';
import type { Period } from './period.ts';

/** What one rep of a team received by turn and what their share was, in leads, since the ledger began. */
export interface RepShare {
  readonly team: string;
  readonly rep: string;
  readonly received: number;
  readonly share: number;
}

/** A rep's current load and cap. */
export interface RepLoadView {
  readonly rep: string;
  readonly open: number;
  readonly cap?: number;
}

/** The data of a report. */
export interface ReportData extends Period {
  readonly environment: string;
  readonly madeAt: string;
  readonly metrics: Readonly<Record<'team' | 'source' | 'rule' | 'turn' | 'rep', MetricsView>>;
  readonly reviews: ReviewsView;
  readonly shares: readonly RepShare[];
  readonly loads: readonly RepLoadView[];
}

/** Fetches the data of a report from an environment's API. */
export async function gatherReport(
  api: ApiClient,
  options: { readonly period: Period; readonly environment: string; readonly madeAt: string },
): Promise<ReportData> {
  const { period, environment, madeAt } = options;
  const metricsBy = (by: string) =>
    api.call('GET', `/v1/metrics?from=${period.from}&to=${period.to}&by=${by}`, {
      reply: reportRoutes.getMetrics.replies[200],
    });
  const team = await metricsBy('team');
  const [source, rule, turn, rep, reviews] = await Promise.all([
    metricsBy('source'),
    metricsBy('rule'),
    metricsBy('turn'),
    metricsBy('rep'),
    api.call('GET', '/v1/reviews', { reply: reportRoutes.getReviews.replies[200] }),
  ]);
  const shares = (await Promise.all(team.rows.map(({ key }) => readShares(api, key)))).flat();
  const reps = [...new Set([...shares, ...rep.rows.map(({ key }) => ({ rep: key }))].map((one) => one.rep))].sort();
  const loads = (await Promise.all(reps.map((one) => readLoad(api, one)))).flat();
  return { ...period, environment, madeAt, metrics: { team, source, rule, turn, rep }, reviews, shares, loads };
}

/** Returns the shares from the ledger, over all bands; nothing for a team that the plan no longer has. */
async function readShares(api: ApiClient, team: string): Promise<readonly RepShare[]> {
  const ledger = await ignoreUnseen(() =>
    api.call('GET', `/v1/teams/${team}/ledger`, { reply: teamRoutes.getLedger.replies[200] }),
  );
  const sums = new Map<string, RepShare>();
  for (const entries of Object.values(ledger?.entries ?? {})) {
    for (const [rep, { received, earned, adjusted }] of Object.entries(entries)) {
      const before = sums.get(rep) ?? { team, rep, received: 0, share: 0 };
      sums.set(rep, { ...before, received: before.received + received, share: before.share + earned + adjusted });
    }
  }
  return [...sums.values()];
}

async function readLoad(api: ApiClient, rep: string): Promise<readonly RepLoadView[]> {
  const found = await ignoreUnseen(() => api.call('GET', `/v1/reps/${rep}`, { reply: repRoutes.getRep.replies[200] }));
  return found ? [{ rep, open: found.load.open, cap: found.cap?.open }] : [];
}

/** What is gone, or what a manager does not see: somebody in a ledger may have gone to another manager's team. */
async function ignoreUnseen<Found>(ask: () => Promise<Found>): Promise<Found | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ApiError && (error.status === 404 || error.status === 403)) return undefined;
    throw error;
  }
}
