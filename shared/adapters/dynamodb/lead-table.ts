import { randomUUID } from 'node:crypto';
import type { BatchDecision } from '../../domain/assignment/batch-decision.ts';
import { emptyLedger } from '../../domain/assignment/fairness/ledger.ts';
import type { Found } from '../../domain/enrichment/enrichment-result.ts';
import type { LeadId, TeamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Person } from '../../domain/intake/submission.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { queueNameOf } from '../../domain/lead/stage.ts';
import type {
  ClaimKind,
  Commit,
  CommitOutcome,
  DueLead,
  LeadQuery,
  LeadStore,
  Page,
  QueuedLead,
  ReturningQuery,
} from '../../ports/lead-store.ts';
import { accountKeys } from './account-keys.ts';
import { cursorTo, sortKeyAt } from './cursor.ts';
import type { Database, Row } from './database.ts';
import { dueRows } from './due-index.ts';
import { duePage } from './due-pages.ts';
import { keys, type Tables } from './keys.ts';
import { writesOf } from './lead-writes.ts';
import {
  AdjustmentRow,
  ClaimRow,
  DecisionRow,
  DueRow,
  EventRow,
  FoundRow,
  LeadRow,
  LedgerRow,
  ListedRow,
  PersonRow,
  readRow,
  readWhole,
  WorkRow,
} from './rows.ts';
import { commitOutcome } from './transaction-errors.ts';

/** DynamoDB's limits for one transaction. */
const MOST_WRITES = 100;
const MOST_BYTES = 4_000_000;
/**
 * Maximum number of adjustments returned for one decision. Each costs a write in its transaction, so a long list would
 * never fit. The rest follows with the next decision.
 */
const MOST_OWED = 20;

/** The lead store on DynamoDB. docs/data-model.md shows its rows. */
export class LeadTable implements LeadStore {
  readonly #db: Database;
  readonly #tables: Tables;
  readonly #newToken: () => string;

  constructor(options: { readonly db: Database; readonly tables: Tables; readonly newToken?: () => string }) {
    this.#db = options.db;
    this.#tables = options.tables;
    this.#newToken = options.newToken ?? randomUUID;
  }

  async load(id: LeadId): Promise<Lead | undefined> {
    const row = await this.#db.get(this.#tables.leads, keys.lead(id));
    return row && readRow(LeadRow, row);
  }

  async loadMany(ids: readonly LeadId[]): Promise<readonly Lead[]> {
    const rows = await this.#db.getMany(this.#tables.leads, ids.map(keys.lead));
    const found = new Map(rows.map((row) => readRow(LeadRow, row)).map((lead) => [lead.id, lead]));
    return [...new Set(ids)].map((id) => found.get(id)).filter((lead) => lead !== undefined);
  }

  async person(id: LeadId): Promise<Person | undefined> {
    const row = await this.#db.get(this.#tables.leads, keys.person(id));
    return row && readRow(PersonRow, row).person;
  }

  async saveFound(id: LeadId, found: Found): Promise<void> {
    await this.#db.put({ TableName: this.#tables.leads, Item: { ...keys.features(id), ...found } });
  }

  async found(id: LeadId): Promise<Found | undefined> {
    const row = await this.#db.get(this.#tables.leads, keys.features(id));
    return row && readRow(FoundRow, row);
  }

  async timeline(id: LeadId): Promise<readonly LeadEvent[]> {
    const rows = await this.#db.query({
      TableName: this.#tables.leads,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :events)',
      ExpressionAttributeValues: { ':pk': keys.lead(id).pk, ':events': 'EVENT#' },
    });
    return rows.map((row) => readRow(EventRow, row));
  }

  async commit(change: Commit): Promise<CommitOutcome> {
    const writes = writesOf(change, this.#tables);
    const items = writes.map(({ item }) => item);
    if (items.length > MOST_WRITES || Buffer.byteLength(JSON.stringify(items)) > MOST_BYTES)
      return { outcome: 'invalid' };
    const end = await this.#db.transact(items, this.#newToken());
    if (end.ended === 'written') return { outcome: 'done' };
    if (end.ended === 'invalid') return { outcome: 'invalid' };
    return commitOutcome(
      writes.map(({ guard }) => guard),
      end.refusals,
    );
  }

  async due(before: Instant, limit: number) {
    const rows = await dueRows(this.#db, { table: this.#tables.leads, prefix: 'DUE', before, limit });
    return rows.map((row) => readWhole(DueRow, row));
  }

  async dueInLists(before: Instant, limit: number) {
    const rows = await dueRows(this.#db, { table: this.#tables.leads, prefix: 'LIST', before, limit });
    return rows.map((row) => readWhole(DueRow, row));
  }

  async returning(query: ReturningQuery): Promise<Page<DueLead>> {
    return duePage(this.#db, { ...query, table: this.#tables.leads, prefix: 'RETURN' });
  }

  async queue(
    team: TeamId,
    { limit, cursor, list }: { readonly limit: number; readonly cursor?: string; readonly list?: string },
  ): Promise<Page<QueuedLead>> {
    const pk = `QUEUE#${queueNameOf({ team, list })}`;
    const rows = await this.#db.query(
      {
        TableName: this.#tables.leads,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ...(cursor && { ExclusiveStartKey: { pk, sk: sortKeyAt(cursor, /^[0-3]#[^#]+#.+$/) } }),
      },
      limit + 1,
    );
    const items = rows.slice(0, limit).map((row) => readRow(WorkRow, row));
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, ...(last && { cursor: cursorTo(keys.work(last.lead, last.work).sk) }) };
  }

  async list({ by, limit, cursor }: LeadQuery): Promise<Page<Lead>> {
    const { index, attribute, value } = indexFor(by);
    const rows = await this.#db.query(
      {
        TableName: this.#tables.leads,
        IndexName: index,
        KeyConditionExpression: '#by = :by',
        ExpressionAttributeNames: { '#by': attribute },
        ExpressionAttributeValues: { ':by': value },
        ...(cursor && { ExclusiveStartKey: { [attribute]: value, ...placeInList(cursor) } }),
      },
      limit + 1,
    );
    // The index holds keys only. Projecting the whole lead would add its full write cost per index to every transition.
    const listed = rows.slice(0, limit).map((row) => readWhole(ListedRow, row));
    const last = rows.length > limit ? listed.at(-1) : undefined;
    const items = await this.loadMany(listed.map(({ lead }) => lead));
    return { items, ...(last && { cursor: cursorTo(last.listAt) }) };
  }

  async decision(id: string): Promise<BatchDecision | undefined> {
    const row = await this.#db.get(this.#tables.leads, keys.decision(id));
    return row && readRow(DecisionRow, row);
  }

  async leadOfPerson(key: string): Promise<LeadId | undefined> {
    return this.#claimant('person', key);
  }

  async leadOfExternalId(id: string): Promise<LeadId | undefined> {
    return this.#claimant('external', id);
  }

  async leadOfSubmission(key: string): Promise<LeadId | undefined> {
    return this.#claimant('submission', key);
  }

  async leadsOfCompany(company: string, limit: number): Promise<readonly LeadId[]> {
    const { pk } = accountKeys.leadOfCompany(company, '');
    return (await this.#leadsUnder(pk, { limit, newestFirst: true })).map(leadOfKey);
  }

  async accountReviews({ limit, cursor }: { readonly limit: number; readonly cursor?: string }): Promise<Page<LeadId>> {
    const after = cursor && sortKeyAt(cursor, /^LEAD#.+$/);
    const rows = await this.#leadsUnder(accountKeys.accountReview('').pk, { limit: limit + 1, after });
    const items = rows.slice(0, limit).map(leadOfKey);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, ...(last && { cursor: cursorTo(accountKeys.accountReview(last).sk) }) };
  }

  async #leadsUnder(
    pk: string,
    options: { readonly limit: number; readonly after?: string; readonly newestFirst?: boolean },
  ): Promise<readonly Row[]> {
    return this.#db.query(
      {
        TableName: this.#tables.leads,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :lead)',
        ExpressionAttributeValues: { ':pk': pk, ':lead': 'LEAD#' },
        ScanIndexForward: !options.newestFirst,
        ...(options.after && { ExclusiveStartKey: { pk, sk: options.after } }),
      },
      options.limit,
    );
  }

  async ledger(team: TeamId) {
    const row = await this.#db.get(this.#tables.reps, keys.ledger(team));
    // Read after the ledger: any adjustment still listed now was not applied in the ledger version just read.
    const owedRows = await this.#db.query({
      TableName: this.#tables.reps,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :owed)',
      ExpressionAttributeValues: { ':pk': keys.ledger(team).pk, ':owed': 'OWED#' },
    });
    const owed = owedRows.map((one) => readRow(AdjustmentRow, one));
    return {
      ledger: row ? readRow(LedgerRow, row) : emptyLedger(team),
      owed: owed.sort((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1)).slice(0, MOST_OWED),
    };
  }

  async #claimant(kind: ClaimKind, key: string): Promise<LeadId | undefined> {
    const row = await this.#db.get(this.#tables.leads, keys.claim(kind, key));
    return row && readRow(ClaimRow, row).lead;
  }
}

function indexFor(by: LeadQuery['by']) {
  if ('owner' in by) return { index: 'byOwner', attribute: 'ownerKey', value: by.owner };
  if ('team' in by) return { index: 'byTeam', attribute: 'teamKey', value: by.team };
  return { index: 'byState', attribute: 'stateKey', value: by.state };
}

/** Returns the key where the list continues. The sort key names the lead, which gives the rest. */
function placeInList(cursor: string) {
  const listAt = sortKeyAt(cursor, /^[^#]+#.+$/);
  return { listAt, ...keys.lead(listAt.slice(listAt.indexOf('#') + 1)) };
}

/** Returns the lead named in a row's sort key. */
function leadOfKey({ sk }: Row): LeadId {
  return String(sk).slice('LEAD#'.length);
}
