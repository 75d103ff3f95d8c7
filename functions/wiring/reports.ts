import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { ReportTable } from '../../shared/adapters/dynamodb/report-table.ts';
import { readEnv } from '../../shared/runtime/env.ts';

/** Creates the store of the environment's counters. */
export function createReportStore(db: Database): ReportTable {
  return new ReportTable({ db, table: readEnv('REPORTS_TABLE').REPORTS_TABLE });
}
