import { routeTable } from '../../shared/runtime/route-table.ts';
import { startRuntime } from '../../shared/runtime/runtime.ts';
import { realSources } from '../dependencies/sources.ts';
import { realDatabase } from '../dependencies/stores.ts';
import { showSource, showSources } from './show-sources.ts';

const runtime = startRuntime('manage-sources');

/**
 * Serves sources over the API: definitions, activity and findings. Trigger: API Gateway. Read-only, so duplicate and
 * late calls do no harm.
 */
export const handler = routeTable([showSources, showSource], realSources(realDatabase()), runtime);
