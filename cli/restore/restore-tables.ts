import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Environment } from '../../infra/environment.ts';
import { runStep } from '../../infra/local/progress.ts';
import type { StackOutputs } from '../../infra/outputs.ts';
import { type RestoreMoment, restoredTableName, TABLE_NAMES } from '../../infra/tables.ts';
import { type Instant, instantOf } from '../../shared/domain/instant.ts';
import { openDatabase } from '../database.ts';
import { carryOver } from './carry-over.ts';
import { checkTables, type RestoreFinding } from './check-tables.ts';
import { copyTables, findTable, PointInTimeCopier } from './copy-tables.ts';
import { equipTable, expectedEquipment } from './equip-table.ts';
import { eraseAgain } from './erase-again.ts';
import { LocalCopier } from './local-copier.ts';
import { createPrivacyDeps } from './privacy-of-tables.ts';
import { createTableSet, type RestoreOrigin, readOrigin, type TableSet, tablesInUse } from './restored-set.ts';

/** What both halves of a restore need. */
export interface RestoreContext {
  readonly environment: Environment;
  readonly outputs: StackOutputs;
  readonly say: (line: string) => void;
}

const clock = (): Instant => instantOf(Date.now());

/**
 * The first half: makes tables as they were at a moment, ready to be used, with nobody in them who was erased since.
 * The tables in use stay as they are. Repeating it goes on where it stopped.
 * @returns what was found in them
 */
export async function restoreTables(
  moment: RestoreMoment,
  context: RestoreContext,
): Promise<readonly RestoreFinding[]> {
  const { environment, outputs, say } = context;
  const client = new DynamoDBClient();
  const from = tablesInUse(outputs);
  const to = createTableSet((table) => restoredTableName(environment, table, moment));
  if (to.Leads === from.Leads) throw new Error(`The tables in use are those of ${moment} already. Go on with: finish.`);
  const copier = environment.name === 'local' ? new LocalCopier(client) : new PointInTimeCopier(client);
  await runStep(say, `1/5  Restoring ${TABLE_NAMES.length} tables to ${moment}`, () =>
    copyTables({ from, moment }, to, { client, copier, say }),
  );
  await runStep(say, '2/5  Turning on stream, expiry, recovery and protection', async () => {
    for (const table of TABLE_NAMES)
      await equipTable({ name: to[table], from: from[table], moment }, expectedEquipment(table, environment), client);
  });
  await runStep(say, '3/5  Applying erasures and the do-not-contact list again', () => applyErasures(to, context));
  const findings = await runStep(say, '4/5  Checking the tables', () => checkRestored(to, context, client));
  await runStep(say, '5/5  Carrying over what came since', () => carryOverTo(to, { from, moment }, context));
  return findings;
}

/**
 * The second half, once the stack uses the restored tables: carries over what the tables before received until then, and
 * applies erasures of the meantime. Idempotent.
 */
export async function finishRestore(context: RestoreContext): Promise<void> {
  const { environment, outputs, say } = context;
  const tables = tablesInUse(outputs);
  const origin = await readOrigin(tables, new DynamoDBClient());
  if (!origin)
    throw new Error(
      `The stack of ${environment.name} does not use restored tables. Enter restoredTo in infra/environments.ts and deploy first.`,
    );
  await runStep(say, '1/2  Applying erasures and the do-not-contact list again', () => applyErasures(tables, context));
  await runStep(say, '2/2  Carrying over what came since', () => carryOverTo(tables, origin, context));
}

async function applyErasures(tables: TableSet, { environment, outputs, say }: RestoreContext): Promise<void> {
  const deps = createPrivacyDeps(tables, { db: openDatabase(), environment, outputs });
  const { erasures, doNotContact, ended } = await eraseAgain(clock, deps);
  say(`  Erasures: ${erasures}. Do-not-contact entries: ${doNotContact}. Open leads that ended: ${ended}`);
}

async function carryOverTo(to: TableSet, origin: RestoreOrigin, { say }: RestoreContext): Promise<void> {
  const client = new DynamoDBClient();
  const { Reps, Deliveries } = origin.from;
  if (!(await findTable(Reps, client)) || !(await findTable(Deliveries, client))) {
    say('  The tables before are gone: what came since cannot be carried over');
    return;
  }
  const { deliveries, sources, apiKeys } = await carryOver(origin, to, { db: openDatabase(), now: clock() });
  say(`  Deliveries to be processed again: ${deliveries}. New sources: ${sources}. API keys: ${apiKeys}`);
}

async function checkRestored(
  tables: TableSet,
  { environment, outputs }: RestoreContext,
  client: DynamoDBClient,
): Promise<readonly RestoreFinding[]> {
  const db = openDatabase();
  const { erasures } = createPrivacyDeps(tables, { db, environment, outputs });
  return checkTables(tables, { db, client, environment, erasures });
}
