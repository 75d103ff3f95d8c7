import { sourceRoutes } from '../../shared/api/sources.ts';
import { serveRoutes } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createSourceStores } from '../wiring/sources.ts';
import { createDatabase } from '../wiring/stores.ts';
import { getSource, listSources } from './show-sources.ts';

const runtime = startRuntime('manage-sources');
const deps = createSourceStores(createDatabase());

/**
 * Serves sources over the API: definitions, activity and findings. Trigger: API Gateway. Read-only, so duplicate and
 * late calls do no harm.
 */
export const handler = serveRoutes(sourceRoutes, deps, runtime, { listSources, getSource });
