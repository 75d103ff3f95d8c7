import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Environment } from '../../infra/environment.ts';
import { TABLE_NAMES } from '../../infra/tables.ts';
import type { Database, Row } from '../../shared/adapters/dynamodb/database.ts';
import { keys, type TableKey } from '../../shared/adapters/dynamodb/keys.ts';
import { leadIdOfRow } from '../../shared/adapters/dynamodb/lead-rows.ts';
import type { ErasureRecords } from '../../shared/ports/erasure.ts';
import { type Equipment, expectedEquipment, readEquipment } from './equip-table.ts';
import type { TableSet } from './restored-set.ts';

/** One thing that was looked at in restored tables. */
export interface RestoreFinding {
  readonly isFine: boolean;
  readonly text: string;
}

/** What the check needs to know of a lead. */
export interface LeadFacts {
  readonly id: string;
  readonly state: string;
  readonly isDue: boolean;
  readonly owner?: string;
}

/** A slot that a rep's row says a lead takes. */
export interface HoldFacts {
  readonly rep: string;
  readonly lead: string;
  readonly weight: number;
}

/** Checks tables that nothing writes to: what they have, that they fit each other, and that nobody erased is in them. */
export async function checkTables(
  tables: TableSet,
  tools: {
    readonly db: Database;
    readonly client: DynamoDBClient;
    readonly environment: Environment;
    readonly erasures: ErasureRecords;
  },
): Promise<readonly RestoreFinding[]> {
  const { db, client, environment, erasures } = tools;
  const equipment = await Promise.all(
    TABLE_NAMES.map(async (table) =>
      judgeEquipment(tables[table], await readEquipment(tables[table], client), expectedEquipment(table, environment)),
    ),
  );
  const states = await scanAll(tables.Leads, keys.lead('').sk, db);
  // The details of a lead, whose key begins alike, say nothing of where it stands.
  const leads = states.filter(({ sk }) => sk === keys.lead('').sk).map(toLeadFacts);
  const holds = (await scanAll(tables.Reps, 'HOLD#', db)).map(toHoldFacts);
  const loads = new Map((await scanAll(tables.Reps, LOAD, db)).map((row) => [repOfLoad(row), Number(row.open)]));
  return [
    ...equipment,
    ...judgeLeads(leads),
    judgeHolds(leads, holds, loads),
    await judgeErased(tables, new Map(leads.map(({ id, state }) => [id, state])), { db, erasures }),
  ];
}

/** Compares what a table has with what it must have. */
export function judgeEquipment(table: string, has: Equipment, wanted: Equipment): RestoreFinding {
  const names = ['stream', 'timeToLiveAttribute', 'hasPointInTimeRecovery', 'isProtected'] as const;
  const different = names.filter((name) => has[name] !== wanted[name]);
  return different.length === 0
    ? { isFine: true, text: `${table} has its stream, expiry, recovery and protection` }
    : { isFine: false, text: `${table} differs from its template in: ${different.join(', ')}` };
}

/** Counts the leads by state, and looks for open ones that nothing would ever work on. */
export function judgeLeads(leads: readonly LeadFacts[]): readonly RestoreFinding[] {
  const counts = new Map<string, number>();
  for (const { state } of leads) counts.set(state, (counts.get(state) ?? 0) + 1);
  const byState = [...counts].toSorted().map(([state, count]) => `${count} ${state}`);
  const adrift = leads.filter(({ state, isDue }) => state !== 'closed' && !isDue);
  return [
    { isFine: true, text: `Leads: ${byState.join(', ') || 'none'}` },
    adrift.length === 0
      ? { isFine: true, text: 'Every open lead has a due date' }
      : { isFine: false, text: `Open leads without a due date: ${adrift.map(({ id }) => id).join(', ')}` },
  ];
}

/** Compares owners, holds and loads, which one transaction writes: they fit if all tables are of one moment. */
export function judgeHolds(
  leads: readonly LeadFacts[],
  holds: readonly HoldFacts[],
  loads: ReadonlyMap<string, number>,
): RestoreFinding {
  const owned = new Set(leads.flatMap(({ id, owner }) => (owner === undefined ? [] : [`${owner}/${id}`])));
  const held = new Set(holds.map(({ rep, lead }) => `${rep}/${lead}`));
  const apart = [...owned, ...held].filter((pair) => owned.has(pair) !== held.has(pair));
  const sums = new Map<string, number>();
  for (const { rep, weight } of holds) sums.set(rep, (sums.get(rep) ?? 0) + weight);
  const reps = [...new Set([...loads.keys(), ...sums.keys()])];
  const miscounted = reps.filter((rep) => Math.abs((loads.get(rep) ?? 0) - (sums.get(rep) ?? 0)) > 1e-6);
  return apart.length + miscounted.length === 0
    ? { isFine: true, text: `Owners, holds and loads fit each other: ${held.size} held` }
    : {
        isFine: false,
        text: `The tables do not fit each other, so they were not of one moment. Restore to another second. Apart: ${[...apart, ...miscounted].join(', ')}`,
      };
}

/** Looks for the persons of leads that were erased. An erasure by age spares leads that are open again. */
async function judgeErased(
  tables: TableSet,
  states: ReadonlyMap<string, string>,
  { db, erasures }: { readonly db: Database; readonly erasures: ErasureRecords },
): Promise<RestoreFinding> {
  let records = 0;
  let stillThere = 0;
  let cursor: string | undefined;
  do {
    const page = await erasures.list({ limit: 100, cursor });
    records += page.items.length;
    const erased = page.items.flatMap(({ scope, leads }) =>
      scope === 'leads' ? leads.filter((lead) => states.get(lead) === 'closed') : leads,
    );
    stillThere += (await db.getMany(tables.Leads, erased.map(keys.person))).length;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return stillThere === 0
    ? { isFine: true, text: `Nobody of ${records} records of erasures is in the tables` }
    : { isFine: false, text: `${stillThere} persons who were erased are in the tables` };
}

/** Returns the rows of a table whose sort key begins so. */
async function scanAll(table: string, sortKey: string, db: Database): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let after: TableKey | undefined;
  do {
    const page = await db.scanPage(table, {
      limit: 1_000,
      after,
      FilterExpression: 'begins_with(sk, :sk)',
      ProjectionExpression: 'pk, sk, stage.#state, stage.#owner, dueAt, #lead, weight, #open',
      ExpressionAttributeNames: { '#lead': 'lead', '#open': 'open', '#owner': 'owner', '#state': 'state' },
      ExpressionAttributeValues: { ':sk': sortKey },
    });
    rows.push(...page.rows);
    after = page.last && { pk: String(page.last.pk), sk: String(page.last.sk) };
  } while (after !== undefined);
  return rows;
}

function toLeadFacts(row: Row): LeadFacts {
  const { state, owner } = row.stage as { readonly state: string; readonly owner?: string };
  // A closed lead names its last owner, for credit, who does not hold it any more.
  const isHeld = state === 'assigned' || state === 'working';
  return { id: leadIdOfRow(row), state, isDue: row.dueAt !== undefined, ...(isHeld && { owner }) };
}

function toHoldFacts(row: Row): HoldFacts {
  return { rep: repOf(row), lead: String(row.lead), weight: Number(row.weight) };
}

function repOf({ pk }: Row): string {
  return String(pk).slice(keys.rep('').pk.length);
}

const LOAD = keys.load('').sk;

function repOfLoad({ sk }: Row): string {
  return String(sk).slice(LOAD.length);
}
