import { randomUUID } from 'node:crypto';
import type { BatchDecision } from '../../domain/assignment/batch-decision.ts';
import type { EnrichmentResult } from '../../domain/enrichment/enrichment-result.ts';
import type { LeadId, TeamId } from '../../domain/ids.ts';
import { addSeconds, type Instant } from '../../domain/instant.ts';
import type { Person } from '../../domain/intake/submission.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { RoutedFeatures } from '../../domain/lead/routing-decision.ts';
import type {
  ClaimKind,
  Commit,
  CommitOutcome,
  DueLead,
  LeadQuery,
  LeadStore,
  LeadWithTimeline,
  Page,
  QueuedLead,
  ReadOptions,
  RecyclingQuery,
} from '../../ports/lead-store.ts';
import { accountKeys } from './account-keys.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Database, Row } from './database.ts';
import { queryDueLeads, queryDuePage } from './due-pages.ts';
import { loadEnrichmentRow, saveEnrichmentRow } from './enrichment-rows.ts';
import { DUE_GRID_SECONDS, keys, type TableNames } from './keys.ts';
import { saveCommit } from './lead-commit.ts';
import { removeUntrueEntry } from './lead-entries.ts';
import { queryTimelineRows, rowsToTimeline } from './lead-events.ts';
import { listLeads } from './lead-lists.ts';
import { type QueuePage, queryQueue } from './lead-queue.ts';
import { leadIdOfRow, leadRowKeysOf, readWhole, rowsToLead } from './lead-rows.ts';
import { readLedger } from './ledger-reads.ts';
import { readRow } from './read-row.ts';
import { isUnreadable } from './readable-rows.ts';
import { ClaimRow, DecisionRow, PersonRow, RoutedFeaturesRow } from './rows.ts';

/** The lead store on DynamoDB. docs/data-model.md shows its rows. */
export class LeadTable implements LeadStore {
  readonly #db: Database;
  readonly #tables: TableNames;
  readonly #newToken: () => string;
  /** The states that leads were read from: a commit need not read them again. */
  readonly #states = new WeakMap<Lead, Row>();
  readonly #reads = { stateReadWith: (lead: Lead) => this.#states.get(lead), load: (id: LeadId) => this.load(id) };

  constructor(options: { readonly db: Database; readonly tables: TableNames; readonly newToken?: () => string }) {
    this.#db = options.db;
    this.#tables = options.tables;
    this.#newToken = options.newToken ?? randomUUID;
  }

  async load(id: LeadId, options?: ReadOptions): Promise<Lead | undefined> {
    return readWhole(async () => this.#toLead(await this.#queryLeadRows(id, options)));
  }

  async #queryLeadRows(id: LeadId, options?: ReadOptions): Promise<readonly Row[]> {
    const { pk, sk } = keys.lead(id);
    return this.#db.query({
      TableName: this.#tables.leads,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :state)',
      ExpressionAttributeValues: { ':pk': pk, ':state': sk },
      ...(options && { ConsistentRead: options.consistent }),
    });
  }

  #toLead(rows: readonly Row[]): Lead | 'torn' | undefined {
    const lead = rowsToLead(rows);
    const state = rows.find(({ sk }) => sk === keys.lead('').sk);
    if (typeof lead === 'object' && state) this.#states.set(lead, state);
    return lead;
  }

  async loadMany(ids: readonly LeadId[]): Promise<readonly Lead[]> {
    return this.#loadInOrder(ids);
  }

  /** @param onUnreadable is told of each lead that cannot be read, which is then left out; absent: it is an error */
  async #loadInOrder(ids: readonly LeadId[], onUnreadable?: (row: Row) => void): Promise<readonly Lead[]> {
    const distinct = [...new Set(ids)];
    const [only] = distinct;
    // A query reads the two rows of a lead at the price of one.
    const found =
      only !== undefined && distinct.length === 1
        ? await this.#queryLeadRows(only)
        : await this.#db.getMany(this.#tables.leads, distinct.flatMap(leadRowKeysOf));
    const rows = Map.groupBy(found, leadIdOfRow);
    const leads = await Promise.all(
      distinct.map(async (id) => {
        try {
          const lead = this.#toLead(rows.get(id) ?? []);
          return lead === 'torn' ? await this.load(id) : lead;
        } catch (error) {
          if (!onUnreadable || !isUnreadable(error)) throw error;
          onUnreadable({ ...keys.lead(id) });
          return undefined;
        }
      }),
    );
    return leads.filter((lead) => lead !== undefined);
  }

  async person(id: LeadId): Promise<Person | undefined> {
    const row = await this.#db.get(this.#tables.leads, keys.person(id));
    return row && readRow(PersonRow, row).person;
  }

  async saveEnrichment(id: LeadId, found: EnrichmentResult): Promise<void> {
    await saveEnrichmentRow(this.#db, { table: this.#tables.leads, lead: id, found });
  }

  async loadEnrichment(id: LeadId, options?: ReadOptions): Promise<EnrichmentResult | undefined> {
    return loadEnrichmentRow(this.#db, { table: this.#tables.leads, lead: id }, options);
  }

  async routedFeatures(id: LeadId): Promise<RoutedFeatures | undefined> {
    const row = await this.#db.get(this.#tables.leads, keys.routedFeatures(id));
    return row && readRow(RoutedFeaturesRow, row);
  }

  async timeline(id: LeadId): Promise<readonly LeadEvent[]> {
    return rowsToTimeline(this.#db, await queryTimelineRows(this.#db, { table: this.#tables.leads, lead: id }));
  }

  async loadWithTimeline(id: LeadId): Promise<LeadWithTimeline> {
    const wanted = { table: this.#tables.leads, lead: id, details: true } as const;
    return readWhole(async () => {
      const rows = await queryTimelineRows(this.#db, wanted);
      const lead = this.#toLead(rows);
      return lead === 'torn' ? lead : { lead, timeline: rowsToTimeline(this.#db, rows) };
    });
  }

  async commit(change: Commit): Promise<CommitOutcome> {
    const { stateReadWith, load } = this.#reads;
    return saveCommit({ db: this.#db, tables: this.#tables, newToken: this.#newToken, stateReadWith, load }, change);
  }

  async due(before: Instant, limit: number) {
    return queryDueLeads(this.#db, { table: this.#tables.leads, prefix: 'DUE', before, limit });
  }

  async dueBetween({ after, before }: { readonly after: Instant; readonly before: Instant }, limit: number) {
    return queryDueLeads(this.#db, {
      table: this.#tables.leads,
      prefix: 'DUE',
      after,
      before: addSeconds(before, DUE_GRID_SECONDS),
      limit,
    });
  }

  async dueInImportLists(before: Instant, limit: number) {
    return queryDueLeads(this.#db, { table: this.#tables.leads, prefix: 'LIST', before, limit });
  }

  async dueForRecycling(query: RecyclingQuery): Promise<Page<DueLead>> {
    return queryDuePage(this.#db, { ...query, table: this.#tables.leads, prefix: 'RETURN' });
  }

  async queue(team: TeamId, page: QueuePage): Promise<Page<QueuedLead>> {
    return queryQueue(this.#db, { ...page, table: this.#tables.leads, team });
  }

  async removeUntrueEntries(queued: readonly QueuedLead[]): Promise<void> {
    const leads = { db: this.#db, table: this.#tables.leads };
    for (const entry of queued) await removeUntrueEntry(leads, entry, (id) => this.load(id));
  }

  async list(query: LeadQuery): Promise<Page<Lead>> {
    const load = (ids: readonly LeadId[]) => this.#loadInOrder(ids, (row) => this.#db.reportUnreadable(row));
    return listLeads({ db: this.#db, tables: this.#tables, load }, query);
  }

  async decision(id: string): Promise<BatchDecision | undefined> {
    const row = await this.#db.get(this.#tables.leads, keys.decision(id));
    return row && readRow(DecisionRow, row);
  }

  async leadOfPerson(key: string, options?: ReadOptions): Promise<LeadId | undefined> {
    return this.#leadOfClaim('person', key, options);
  }

  async leadOfExternalId(id: string): Promise<LeadId | undefined> {
    return this.#leadOfClaim('external', id);
  }

  async leadOfSubmission(key: string, options?: ReadOptions): Promise<LeadId | undefined> {
    return this.#leadOfClaim('submission', key, options);
  }

  async leadsOfCompany(company: string, limit: number): Promise<readonly LeadId[]> {
    const { pk } = accountKeys.leadOfCompany(company, '');
    return (await this.#leadRowsIn(pk, { limit, newestFirst: true })).map(leadIdOf);
  }

  async accountReviews({ limit, cursor }: { readonly limit: number; readonly cursor?: string }): Promise<Page<LeadId>> {
    const after = cursor && decodeCursor(cursor, /^LEAD#.+$/);
    const rows = await this.#leadRowsIn(accountKeys.accountReview('').pk, { limit: limit + 1, after });
    const items = rows.slice(0, limit).map(leadIdOf);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, ...(last && { cursor: encodeCursor(accountKeys.accountReview(last).sk) }) };
  }

  async #leadRowsIn(
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
    return readLedger(this.#db, this.#tables.reps, team);
  }

  async #leadOfClaim(kind: ClaimKind, key: string, options?: ReadOptions): Promise<LeadId | undefined> {
    const row = await this.#db.get(this.#tables.leads, keys.claim(kind, key), options);
    return row && readRow(ClaimRow, row).lead;
  }
}

/** Returns the lead named in a row's sort key. */
function leadIdOf({ sk }: Row): LeadId {
  return String(sk).slice('LEAD#'.length);
}
