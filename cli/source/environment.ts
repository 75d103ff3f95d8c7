import { userInfo } from 'node:os';
import { environmentNamed } from '../../infra/environments.ts';
import type { StackOutputs } from '../../infra/outputs.ts';
import { FindingTable } from '../../shared/adapters/dynamodb/finding-table.ts';
import { PlanTable } from '../../shared/adapters/dynamodb/plan-table.ts';
import { SourceTable } from '../../shared/adapters/dynamodb/source-table.ts';
import { readPlanTree } from '../../shared/domain/plan/compile/read-plan-tree.ts';
import type { PlanStore } from '../../shared/ports/plan-store.ts';
import type { SourceFindings } from '../../shared/ports/source-findings.ts';
import type { Source, SourceStore } from '../../shared/ports/source-store.ts';
import { database } from '../database.ts';
import { stackOutputs } from '../stack-outputs.ts';

/** Access to the sources of a deployed environment with AWS credentials, as `baton setup` uses. */
export interface SourcesOfEnvironment {
  readonly outputs: StackOutputs;
  readonly sources: SourceStore;
  readonly findings: SourceFindings;
  readonly plans: PlanStore;
  /** The user who changes definitions. */
  readonly by: string;
}

/** Returns access to the sources of the environment with this name. */
export async function sourcesOfEnvironment(name: string): Promise<SourcesOfEnvironment> {
  return sourcesBehind(await stackOutputs(environmentNamed(name)));
}

/** Returns access to the sources of a known stack. */
export function sourcesBehind(outputs: StackOutputs): SourcesOfEnvironment {
  const db = database();
  return {
    outputs,
    sources: new SourceTable({ db, table: outputs.RepsTable }),
    findings: new FindingTable({ db, table: outputs.DeliveriesTable }),
    plans: new PlanTable({ db, table: outputs.RepsTable, read: readPlanTree }),
    by: userInfo().username,
  };
}

/** Returns a source by its id. @throws a sentence that lists the existing sources */
export async function sourceNamed(id: string, { sources }: Pick<SourcesOfEnvironment, 'sources'>): Promise<Source> {
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
