import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { DigestTable } from '../../shared/adapters/dynamodb/digest-table.ts';
import { NoticeTable } from '../../shared/adapters/dynamodb/notice-table.ts';
import { readEnv } from '../../shared/runtime/env.ts';

/** Creates the store of what became of notifications. */
export function createNoticeStore(db: Database): NoticeTable {
  return new NoticeTable({ db, table: readEnv('LEADS_TABLE').LEADS_TABLE });
}

/** Creates the store of what became of digests. */
export function createDigestStore(db: Database): DigestTable {
  return new DigestTable({ db, table: readEnv('LEADS_TABLE').LEADS_TABLE });
}
