import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { NoticeTable } from '../../shared/adapters/dynamodb/notice-table.ts';
import { readEnv } from '../../shared/runtime/env.ts';

/** Creates the store of what became of notifications. */
export function createNoticeStore(db: Database): NoticeTable {
  return new NoticeTable({ db, table: readEnv('LEADS_TABLE').LEADS_TABLE });
}
