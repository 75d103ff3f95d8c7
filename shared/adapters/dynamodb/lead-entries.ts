import type { LeadId } from '../../domain/ids.ts';
import { heldLeadCompanyKeyOf } from '../../domain/lead/company-key.ts';
import { type Lead, workItemOf } from '../../domain/lead/lead.ts';
import type { LeadChange, QueuedLead } from '../../ports/lead-store.ts';
import { StoreError } from '../../ports/store-error.ts';
import { accountKeys } from './account-keys.ts';
import type { Database, Row, WriteResult } from './database.ts';
import { keys, type TableKey } from './keys.ts';

/** The leads table. */
interface LeadsTable {
  readonly db: Database;
  readonly table: string;
}

/** Only over what an earlier transition of the lead wrote. */
const IF_OLDER = 'attribute_not_exists(#version) OR #version < :version';
const VERSION = { ExpressionAttributeNames: { '#version': 'version' } } as const;

/** Writes a row of a lead outside of a transaction, unless it is stored with this version or a later one. */
export function putIfOlder({ db, table }: LeadsTable, row: Row, version: number): Promise<WriteResult> {
  return db.put({
    TableName: table,
    Item: { ...row, version },
    ConditionExpression: IF_OLDER,
    ...VERSION,
    ExpressionAttributeValues: { ':version': version },
  });
}

/**
 * Returns the entries that lead to a lead: its place in a queue, and among the owned leads of its company. Whoever finds
 * one loads the lead and looks whether it is true. The key has every field, so an equal key is an equal entry.
 */
function entriesOf(lead: Lead | undefined): readonly (TableKey & Row)[] {
  if (!lead) return [];
  const workItem = workItemOf(lead);
  const company = heldLeadCompanyKeyOf(lead);
  return [
    ...(workItem ? [{ ...keys.workItem(lead.id, workItem), lead: lead.id, workItem }] : []),
    ...(company === undefined ? [] : [{ ...accountKeys.leadOfCompany(company, lead.id) }]),
  ];
}

/** Returns the entries of the first lead that the other lacks. */
function entriesOnlyOf(lead: Lead | undefined, other: Lead | undefined): readonly (TableKey & Row)[] {
  const others = entriesOf(other);
  return entriesOf(lead).filter(({ pk, sk }) => !others.some((one) => one.pk === pk && one.sk === sk));
}

/**
 * Writes the entries of leads before the transitions that need them, so that none is ever missing. One whose transition
 * is refused afterwards is not true, and harmless.
 */
export async function enterLeads(target: LeadsTable, transitions: readonly LeadChange[]): Promise<void> {
  const written = await Promise.all(
    transitions.flatMap(({ before, after }) =>
      entriesOnlyOf(after, before).map((entry) => putIfOlder(target, entry, after.version)),
    ),
  );
  if (written.some(({ ended }) => ended === 'invalid')) throw new StoreError('entry_refused');
}

/**
 * Removes entries after the transitions that ended them, unless a later one has made them true again. What cannot be
 * removed now is not true, and harmless: {@link removeUntrueEntry}.
 */
export async function leaveLists({ db, table }: LeadsTable, transitions: readonly LeadChange[]): Promise<void> {
  await Promise.allSettled(
    transitions.flatMap(({ before, after }) =>
      entriesOnlyOf(before, after).map(({ pk, sk }) =>
        db.remove(
          table,
          { pk, sk },
          { ConditionExpression: IF_OLDER, ...VERSION, ExpressionAttributeValues: { ':version': after.version } },
        ),
      ),
    ),
  );
}

/**
 * Removes the entries of queues that were written for transitions which were refused. Whatever stays is not true, and
 * harmless.
 */
export async function takeBackEntries(
  target: LeadsTable,
  transitions: readonly LeadChange[],
  load: (id: LeadId) => Promise<Lead | undefined>,
): Promise<void> {
  await Promise.allSettled(
    transitions.map(async ({ before, after }) => {
      const workItem = workItemOf(after);
      const isNew = entriesOnlyOf(after, before).some((entry) => 'workItem' in entry);
      if (workItem && isNew) await removeUntrueEntry(target, { lead: after.id, workItem }, load);
    }),
  );
}

/**
 * Removes an entry of a queue if it is certain never to become true: its lead has passed the transition that the entry
 * was written for, and is not in this place. Otherwise a writer may just be about to save that transition.
 */
export async function removeUntrueEntry(
  { db, table }: LeadsTable,
  { lead: id, workItem }: QueuedLead,
  load: (id: LeadId) => Promise<Lead | undefined>,
): Promise<void> {
  const key = keys.workItem(id, workItem);
  // The entry before the lead: a lead that is read later has passed what the entry was written for, or has not.
  const entry = await db.get(table, key);
  const lead = await load(id);
  const version = entry?.version;
  if (typeof version !== 'number' || !lead || lead.version < version) return;
  if (entriesOf(lead).some(({ pk, sk }) => pk === key.pk && sk === key.sk)) return;
  await db.remove(table, key, {
    ConditionExpression: '#version = :version',
    ...VERSION,
    ExpressionAttributeValues: { ':version': version },
  });
}
