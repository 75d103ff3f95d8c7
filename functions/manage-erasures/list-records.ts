import type { doNotContactRoutes } from '../../shared/api/do-not-contact.ts';
import { type personRoutes, toErasureView } from '../../shared/api/persons.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import * as retaining from '../../shared/use-cases/privacy/preview-retention.ts';
import type { PrivacyDeps } from '../../shared/use-cases/privacy/privacy-deps.ts';

/** `GET /v1/erasures`. */
export const listErasures: RouteHandler<typeof personRoutes.listErasures, PrivacyDeps> = async ({ query }, deps) => {
  const page = await deps.erasures.list(query);
  return { status: 200, body: { erasures: page.items.map(toErasureView), cursor: page.cursor } };
};

/** `GET /v1/do-not-contact`. */
export const listDoNotContact: RouteHandler<typeof doNotContactRoutes.listDoNotContact, PrivacyDeps> = async (
  { query },
  deps,
) => {
  const { items, cursor } = await deps.doNotContactRecords.list(query);
  return { status: 200, body: { entries: items, cursor } };
};

/** `GET /v1/retention`. */
export const previewRetention: RouteHandler<
  typeof personRoutes.previewRetention,
  PrivacyDeps & { readonly bodyRetentionDays: number }
> = async ({ now }, deps) => ({
  status: 200,
  body: await retaining.previewRetention({ now, bodyRetentionDays: deps.bodyRetentionDays }, deps),
});
