import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { FindingTable } from '../../shared/adapters/dynamodb/finding-table.ts';
import { SourceTable } from '../../shared/adapters/dynamodb/source-table.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';

/** Creates the stores of sources and their findings. */
export function createSourceStores(db: Database): Pick<Deps, 'sources' | 'findings'> {
  const env = readEnv('REPS_TABLE', 'DELIVERIES_TABLE');
  return {
    sources: new SourceTable({ db, table: env.REPS_TABLE }),
    findings: new FindingTable({ db, table: env.DELIVERIES_TABLE }),
  };
}
