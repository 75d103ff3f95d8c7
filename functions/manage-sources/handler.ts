import { FindingTable } from '../../shared/adapters/dynamodb/finding-table.ts';
import { SourceTable } from '../../shared/adapters/dynamodb/source-table.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createRouteHandler } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createDatabase } from '../wiring/stores.ts';
import { showSource, showSources } from './show-sources.ts';

const runtime = startRuntime('manage-sources');
const env = readEnv('REPS_TABLE', 'DELIVERIES_TABLE');
const db = createDatabase();
const deps = {
  sources: new SourceTable({ db, table: env.REPS_TABLE }),
  findings: new FindingTable({ db, table: env.DELIVERIES_TABLE }),
};

/**
 * Serves sources over the API: definitions, activity and findings. Trigger: API Gateway. Read-only, so duplicate and
 * late calls do no harm.
 */
export const handler = createRouteHandler([showSources, showSource], deps, runtime);
