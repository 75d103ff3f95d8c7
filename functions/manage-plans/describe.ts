import { API_ROUTES } from '../../shared/runtime/api/api-routes.ts';
import { describeApi, openApiDocument } from '../../shared/runtime/api/openapi.ts';
import { type Route, serve } from '../../shared/runtime/route.ts';

/** `GET /openapi.json`: describes the API, generated from the schemas that validate it. */
export const describe: Route<unknown> = serve(describeApi, async () => ({
  status: 200,
  body: openApiDocument(API_ROUTES),
}));
