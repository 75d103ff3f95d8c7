import { reportRoutes } from '../../shared/api/reports.ts';
import type { Flag } from '../../shared/domain/misroutes/cluster-misroutes.ts';
import type { ApiClient } from '../api-client.ts';

/** Reads which leads reps flagged as misrouted in so many days, at most 92; of a manager's teams alone. */
export async function readFlags(api: Pick<ApiClient, 'call'>, days: number): Promise<readonly Flag[]> {
  const { lists } = await api.call('GET', `/v1/reviews?list=misrouted&days=${days}`, {
    reply: reportRoutes.getReviews.replies[200],
  });
  return lists.flatMap(({ items }) =>
    items.flatMap(({ lead, rule, team, because: reason }) =>
      lead !== undefined && rule !== undefined && reason !== undefined ? [{ lead, rule, team, reason }] : [],
    ),
  );
}
