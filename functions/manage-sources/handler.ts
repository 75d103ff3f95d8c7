import { createRouteHandler } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createSourceStores } from '../wiring/sources.ts';
import { createDatabase } from '../wiring/stores.ts';
import { showSource, showSources } from './show-sources.ts';

const runtime = startRuntime('manage-sources');

/**
 * Serves sources over the API: definitions, activity and findings. Trigger: API Gateway. Read-only, so duplicate and
 * late calls do no harm.
 */
export const handler = createRouteHandler([showSources, showSource], createSourceStores(createDatabase()), runtime);
