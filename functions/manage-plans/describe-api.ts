import { createOpenApiDocument, type descriptionRoutes } from '../../shared/api/openapi.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';

/**
 * `GET /openapi.json`: describes the API, generated from the schemas that validate it. Loads them when first asked, so
 * that checking a plan does not wait for the schemas of every route.
 */
export const describeApi: RouteHandler<typeof descriptionRoutes.describeApi, unknown> = async () => {
  const { API_ROUTES } = await import('../../shared/api/api-routes.ts');
  return { status: 200, body: createOpenApiDocument(API_ROUTES) };
};
