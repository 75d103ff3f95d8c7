import { API_ROUTES } from '../../shared/api/api-routes.ts';
import { describeApi, openApiDocument } from '../../shared/api/openapi.ts';
import { type Route, serve } from '../../shared/runtime/http/route.ts';

/** `GET /openapi.json`: describes the API, generated from the schemas that validate it. */
export const describe: Route<unknown> = serve(describeApi, async () => ({
  status: 200,
  body: openApiDocument(API_ROUTES),
}));
