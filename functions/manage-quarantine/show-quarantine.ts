import {
  type quarantineRoutes,
  toQuarantineEntry,
  toQuarantineView,
  toRefusedView,
} from '../../shared/api/quarantine.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { NO_SUCH_DELIVERY } from '../wiring/api-problems.ts';

type ShowDeps = Pick<Deps, 'deliveries' | 'sources'>;

/** `GET /v1/quarantine`. */
export const listQuarantine: RouteHandler<typeof quarantineRoutes.listQuarantine, ShowDeps> = async (
  { query },
  deps,
) => {
  const page = await deps.deliveries.quarantined(query);
  const refused = query.cursor === undefined ? await refusedSamples(deps) : [];
  return {
    status: 200,
    body: { deliveries: page.items.map(toQuarantineEntry), cursor: page.cursor, refused: refused.map(toRefusedView) },
  };
};

async function refusedSamples(deps: ShowDeps) {
  const sources = await deps.sources.list();
  return (await Promise.all(sources.map(({ id }) => deps.deliveries.refused(id)))).flat();
}

/** `GET /v1/quarantine/{id}`: only admins see the start of its body, which may hold personal data. */
export const getQuarantined: RouteHandler<typeof quarantineRoutes.getQuarantined, ShowDeps> = async (
  { params, principal },
  deps,
) => {
  const delivery = await deps.deliveries.load(params.id);
  const { status = 'done' } = delivery?.status ?? {};
  // A delivery that was never quarantined is not shown here.
  if (!delivery || ((status === 'done' || status === 'pending') && !delivery.decisions)) return NO_SUCH_DELIVERY;
  return { status: 200, body: toQuarantineView(delivery, { excerpt: principal.role === 'admin' }) };
};
