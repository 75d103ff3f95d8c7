import { type recyclingRoutes, toRecyclingPreviewView } from '../../shared/api/recycling.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import * as useCase from '../../shared/use-cases/nurture/preview-recycling.ts';
import { NO_PLAN } from '../wiring/api-problems.ts';

type ShowDeps = Pick<Deps, 'leads' | 'plans'>;

/** `GET /v1/recycling`: previews what the next recycling runs would do, and why. */
export const previewRecycling: RouteHandler<typeof recyclingRoutes.previewRecycling, ShowDeps> = async (
  { query, now },
  deps,
) => {
  const { before = now, ...page } = query;
  const found = await useCase.previewRecycling({ before, ...page }, now, deps);
  if (!found) return NO_PLAN;
  return { status: 200, body: { leads: found.items.map(toRecyclingPreviewView), cursor: found.cursor } };
};
