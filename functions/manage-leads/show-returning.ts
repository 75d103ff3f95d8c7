import { previewRecycling as route, toRecyclingPreviewView } from '../../shared/api/recycling.ts';
import { BadCursor } from '../../shared/ports/bad-cursor.ts';
import { type ApiRoute, bindRoute } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { previewRecycling } from '../../shared/use-cases/nurture/preview-recycling.ts';
import { BAD_CURSOR, NO_PLAN } from '../wiring/api-problems.ts';

type ShowDeps = Pick<Deps, 'leads' | 'plans'>;

/** `GET /v1/recycling`: previews what the next recycling runs would do, and why. */
export const showRecycling: ApiRoute<ShowDeps> = bindRoute(route, async ({ query, now }, deps: ShowDeps) => {
  try {
    const { before = now, ...page } = query;
    const found = await previewRecycling({ before, ...page }, now, deps);
    if (!found) return NO_PLAN;
    return { status: 200, body: { leads: found.items.map(toRecyclingPreviewView), cursor: found.cursor } };
  } catch (error) {
    if (!(error instanceof BadCursor)) throw error;
    return BAD_CURSOR;
  }
});
