import type { StackOutputs } from '../../infra/outputs.ts';
import { PlanTable } from '../../shared/adapters/dynamodb/plan-table.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { compilePlanTree } from '../../shared/domain/plan/compile/read-plan-tree.ts';
import { describeMissingPerson, findMissingPeople } from '../../shared/domain/plan/people.ts';
import { openDatabase } from '../database.ts';

/** Warns of everybody whom the active plan names and who does not exist or has left. */
export async function warnOfMissingPeople({
  outputs,
  say,
}: {
  readonly outputs: StackOutputs;
  readonly say: (line: string) => void;
}): Promise<void> {
  const options = { db: openDatabase(), table: outputs.RepsTable };
  const active = await new PlanTable({ ...options, read: compilePlanTree }).active();
  if (!active) return;
  for (const missing of findMissingPeople(active.plan, await new RepTable(options).list()))
    say(`Warning: the plan names ${describeMissingPerson(missing)}`);
}
