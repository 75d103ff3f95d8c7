import { FindingTable } from '../../shared/adapters/dynamodb/finding-table.ts';
import { SourceTable } from '../../shared/adapters/dynamodb/source-table.ts';
import { sourceRoutes } from '../../shared/api/sources.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { serveRoutes } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createDatabase } from '../wiring/database.ts';
import { getSource, listSources } from './show-sources.ts';

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
export const handler = serveRoutes(sourceRoutes, deps, runtime, { listSources, getSource });
