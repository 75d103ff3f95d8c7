import { API_ROUTES } from '../../shared/api/api-routes.ts';
import { createOpenApiDocument, describeApi } from '../../shared/api/openapi.ts';
import { type ApiRoute, bindRoute } from '../../shared/runtime/http/route.ts';

/** `GET /openapi.json`: describes the API, generated from the schemas that validate it. */
export const showOpenApi: ApiRoute<unknown> = bindRoute(describeApi, async () => ({
  status: 200,
  body: createOpenApiDocument(API_ROUTES),
}));
