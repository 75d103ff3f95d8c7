import { FindingTable } from '../../shared/adapters/dynamodb/finding-table.ts';
import { SourceTable } from '../../shared/adapters/dynamodb/source-table.ts';
import { knownFieldRoutes } from '../../shared/api/known-fields.ts';
import { sourceRoutes } from '../../shared/api/sources.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { mergeRoutes } from '../../shared/runtime/http/route.ts';
import { serveRoutes } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createDatabase } from '../wiring/database.ts';
import { createFormQuestions } from '../wiring/form-questions.ts';
import { allowFormPages, askKnownFields, readKnownFields } from './known-fields.ts';
import { getSource, listSources } from './show-sources.ts';

const runtime = startRuntime('manage-sources');
const env = readEnv('REPS_TABLE', 'DELIVERIES_TABLE');
const db = createDatabase();
const deps = {
  ...createFormQuestions(),
  sources: new SourceTable({ db, table: env.REPS_TABLE }),
  findings: new FindingTable({ db, table: env.DELIVERIES_TABLE }),
};

/**
 * Serves sources over the API: definitions, activity and findings; and tells their forms which fields are known. Trigger:
 * API Gateway. Changes nothing but the count of questions in a minute, so duplicate and late calls do no harm.
 */
export const handler = serveRoutes(
  mergeRoutes(sourceRoutes, knownFieldRoutes),
  deps,
  runtime,
  { listSources, getSource, readKnownFields, askKnownFields },
  { allowPage: allowFormPages },
);
