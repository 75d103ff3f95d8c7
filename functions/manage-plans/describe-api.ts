import { API_ROUTES } from '../../shared/api/api-routes.ts';
import { createOpenApiDocument, type descriptionRoutes } from '../../shared/api/openapi.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';

/** `GET /openapi.json`: describes the API, generated from the schemas that validate it. */
export const describeApi: RouteHandler<typeof descriptionRoutes.describeApi, unknown> = async () => ({
  status: 200,
  body: createOpenApiDocument(API_ROUTES),
});
