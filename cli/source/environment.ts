import { userInfo } from 'node:os';
import { environmentNamed } from '../../infra/environments.ts';
import type { StackOutputs } from '../../infra/outputs.ts';
import { FindingTable } from '../../shared/adapters/dynamodb/finding-table.ts';
import { PlanTable } from '../../shared/adapters/dynamodb/plan-table.ts';
import { SourceTable } from '../../shared/adapters/dynamodb/source-table.ts';
import { compilePlanTree } from '../../shared/domain/plan/compile/read-plan-tree.ts';
import type { PlanStore } from '../../shared/ports/plan-store.ts';
import type { FindingStore } from '../../shared/ports/source-findings.ts';
import type { Source, SourceStore } from '../../shared/ports/source-store.ts';
import { openDatabase } from '../database.ts';
import { readStackOutputs } from '../stack-outputs.ts';

/** Access to the sources of a deployed environment with AWS credentials, as `baton setup` uses. */
export interface SourceAccess {
  readonly outputs: StackOutputs;
  readonly sources: SourceStore;
  readonly findings: FindingStore;
  readonly plans: PlanStore;
  /** The user who changes definitions. */
  readonly by: string;
}

/** Returns access to the sources of the environment with this name. */
export async function openSources(name: string): Promise<SourceAccess> {
  return openSourcesOfStack(await readStackOutputs(environmentNamed(name)));
}

/** Returns access to the sources of a known stack. */
export function openSourcesOfStack(outputs: StackOutputs): SourceAccess {
  const db = openDatabase();
  return {
    outputs,
    sources: new SourceTable({ db, table: outputs.RepsTable }),
    findings: new FindingTable({ db, table: outputs.DeliveriesTable }),
    plans: new PlanTable({ db, table: outputs.RepsTable, read: compilePlanTree }),
    by: userInfo().username,
  };
}

/** Returns a source by its id. @throws a sentence that lists the existing sources */
export async function findSource(id: string, { sources }: Pick<SourceAccess, 'sources'>): Promise<Source> {
  const all = await sources.list();
  const found = all.find((source) => source.id === id);
  if (found) return found;
  throw new Error(
    `There is no source ${id}; existing sources: ${all.map((source) => source.id).join(', ') || 'none'}.`,
  );
}

/** Returns the URL to which a source's senders post. */
export function hookUrlOf(source: Pick<Source, 'kind' | 'key'>, { ApiUrl }: Pick<StackOutputs, 'ApiUrl'>): string {
  return `${ApiUrl}/hooks/${source.kind}/${source.key}`;
}
