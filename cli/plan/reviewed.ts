import type * as z from 'zod';
import { planRoutes } from '../../shared/api/plans.ts';
import type { ApiClient } from '../api-client.ts';
import { readHistory } from './history.ts';

const Reviewed = planRoutes.reviewPlan.replies[201];

/**
 * Records that the version in force was reviewed and stays. @returns the version
 * @throws a sentence when no plan is in force, and {@link ApiError} 409 when another version was put in force meanwhile
 */
export async function recordReview(
  api: Pick<ApiClient, 'call'>,
  { why, next }: { readonly why: string; readonly next?: string },
): Promise<z.output<typeof Reviewed>> {
  const { active: version } = await readHistory(api);
  if (version === undefined) throw new Error('No plan is in force. Publish one: baton plan publish <file>');
  const body = { version, why, ...(next !== undefined && { next }) };
  return api.call('POST', '/v1/plans/reviews', { body, reply: Reviewed });
}
