import { routeTable } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { realSources } from '../wiring/sources.ts';
import { realDatabase } from '../wiring/stores.ts';
import { showSource, showSources } from './show-sources.ts';

const runtime = startRuntime('manage-sources');

/** Sources over the API: what they are, what they deliver, and what about that people should look at. */
export const handler = routeTable([showSources, showSource], realSources(realDatabase()), runtime);
