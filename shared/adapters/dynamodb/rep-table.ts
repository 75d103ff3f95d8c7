import { randomUUID } from 'node:crypto';
import type { TurnWeights } from '../../domain/assignment/weights/turn-weights.ts';
import type { RepId, TeamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { CurrentLoad, Rep } from '../../domain/team/rep.ts';
import type { ReadOptions } from '../../ports/read-options.ts';
import type { Hold, RepChange, RepStore, SaveRepResult, TeamMembers } from '../../ports/rep-store.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { Database, Row } from './database.ts';
import { queryDuePartition } from './due-index.ts';
import { keys, type TableKey } from './keys.ts';
import { ProfileCache } from './profile-cache.ts';
import { readRow } from './read-row.ts';
import { readRows } from './readable-rows.ts';
import { HoldRow, HolidaysRow, LoadRow, RepChangeRow, RepEmailRow, RepRow, TurnWeightsRow } from './rep-rows.ts';
import { EMAIL_CLAIM, repWrites } from './rep-writes.ts';

const NO_LOAD: CurrentLoad = { open: 0, days: {} };

/** The rep store on DynamoDB. docs/data-model.md shows its rows. */
export class RepTable implements RepStore {
  readonly #db: Database;
  readonly #table: string;
  readonly #newToken: () => string;
  readonly #profiles = new ProfileCache();

  constructor(options: { readonly db: Database; readonly table: string; readonly newToken?: () => string }) {
    this.#db = options.db;
    this.#table = options.table;
    this.#newToken = options.newToken ?? randomUUID;
  }

  async get(id: RepId, options?: ReadOptions): Promise<Rep | undefined> {
    const row = await this.#db.get(this.#table, keys.rep(id), options);
    return row && readRow(RepRow, row);
  }

  async byEmail(email: string): Promise<Rep | undefined> {
    const row = await this.#db.get(this.#table, keys.repEmail(email));
    return row && this.get(readRow(RepEmailRow, row).rep);
  }

  async loadOf(id: RepId): Promise<CurrentLoad> {
    const row = await this.#db.get(this.#table, keys.load(id));
    return row ? readRow(LoadRow, row) : NO_LOAD;
  }

  async membersOf(team: TeamId): Promise<TeamMembers> {
    const ids = await this.#idsWithPrefix({ pk: `TEAM#${team}`, sk: 'MEMBER#' });
    const loads = await this.#loadsOf(ids);
    const profiles = await this.#profiles.find(ids, loads, (missing) => this.#db.getMany(this.#table, missing));
    const found = new Map([...loads, ...profiles].map((row) => [`${row.pk} ${row.sk}`, row]));
    const at = (key: TableKey): Row | undefined => found.get(`${key.pk} ${key.sk}`);
    // A rep whose load cannot be read is left out as well: nobody could say whether their cap is reached.
    const readMember = (rep: Row) => {
      const load = at(keys.load(readRow(RepRow, rep).id));
      return { rep: readRow(RepRow, rep), load: load ? readRow(LoadRow, load) : NO_LOAD };
    };
    const rows = ids.map((id) => at(keys.rep(id))).filter((row) => row !== undefined);
    const members = readRows(this.#db, readMember, rows);
    return { members, isComplete: members.length === rows.length };
  }

  /** A row costs a read unit by its key, and a fraction in a query: of the loads of all reps in some partitions. */
  async #loadsOf(ids: readonly RepId[]): Promise<readonly Row[]> {
    const loads = ids.map(keys.load);
    const partitions = [...new Set(loads.map(({ pk }) => pk))];
    if (ids.length <= partitions.length) return this.#db.getMany(this.#table, loads);
    const rows = await Promise.all(partitions.map((pk) => this.#rowsWithPrefix({ pk, sk: 'LOAD#' })));
    const wanted = new Set(loads.map(({ sk }) => sk));
    return rows.flat().filter(({ sk }) => wanted.has(String(sk)));
  }

  async list(): Promise<readonly Rep[]> {
    const ids = await this.#idsWithPrefix({ pk: 'REPS', sk: 'REP#' });
    const rows = await this.#db.getMany(this.#table, ids.map(keys.rep));
    return readRows(this.#db, RepRow, rows).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async save(rep: Rep, change: RepChange): Promise<SaveRepResult> {
    // The previous row decides which memberships end. The write is refused if that row has changed.
    const before = await this.get(rep.id);
    if ((before?.version ?? 0) !== rep.version - 1) return { outcome: 'stale' };
    const writes = repWrites({ before, rep, change, table: this.#table });
    const end = await this.#db.transact(writes, this.#newToken());
    if (end.ended === 'invalid') throw new StoreError('rep_refused');
    if (end.ended === 'written') return { outcome: 'done' };
    const [first, ...others] = end.refusals.map(({ index }) => index);
    return { outcome: first === EMAIL_CLAIM && others.length === 0 ? 'email_taken' : 'stale' };
  }

  async holdsOf(id: RepId): Promise<readonly Hold[]> {
    const rows = await this.#rowsWithPrefix({ pk: keys.rep(id).pk, sk: 'HOLD#' });
    return readRows(this.#db, HoldRow, rows);
  }

  async pendingChanges(before: Instant, limit: number): Promise<readonly RepChange[]> {
    const rows = await queryDuePartition(this.#db, { table: this.#table, partition: 'CHANGE', before, limit });
    return readRows(this.#db, RepChangeRow, rows);
  }

  async completeChange(change: RepChange): Promise<void> {
    await this.#db.remove(this.#table, keys.repChange(change.rep, change.version));
  }

  async holidays(region: string): Promise<readonly string[]> {
    const row = await this.#db.get(this.#table, keys.holidays(region));
    return row ? readRow(HolidaysRow, row).dates : [];
  }

  async saveHolidays(region: string, dates: readonly string[]): Promise<void> {
    const Item = { ...keys.holidays(region), dates: [...dates].sort() };
    await this.#db.put({ TableName: this.#table, Item });
  }

  async turnWeights(team: TeamId): Promise<TurnWeights | undefined> {
    const row = await this.#db.get(this.#table, keys.turnWeights(team));
    return row && readRow(TurnWeightsRow, row);
  }

  async saveTurnWeights(weights: TurnWeights): Promise<{ readonly outcome: 'done' | 'stale' }> {
    const end = await this.#db.put({
      TableName: this.#table,
      Item: { ...keys.turnWeights(weights.team), ...weights },
      ConditionExpression: weights.version === 1 ? 'attribute_not_exists(pk)' : '#version = :before',
      ...(weights.version > 1 && {
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':before': weights.version - 1 },
      }),
    });
    if (end.ended === 'invalid') throw new StoreError('rep_refused');
    return { outcome: end.ended === 'written' ? 'done' : 'stale' };
  }

  async #idsWithPrefix(prefix: TableKey): Promise<readonly RepId[]> {
    return (await this.#rowsWithPrefix(prefix)).map((row) => String(row.sk).slice(prefix.sk.length));
  }

  /** Returns the rows of a partition whose sort key has this prefix, in order. */
  async #rowsWithPrefix({ pk, sk }: TableKey): Promise<readonly Row[]> {
    return this.#db.query({
      TableName: this.#table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
    });
  }
}
