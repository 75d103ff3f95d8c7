import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import * as z from '../../domain/lazy-zod.ts';
import { FINDING_KINDS } from '../../domain/sources/finding.ts';
import type { LookupKeys, PersonEraser, StoredBody } from '../../ports/erasure.ts';
import type { ClaimKind, Page } from '../../ports/lead-store.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { BodyBucket } from '../s3/body-bucket.ts';
import { eraseCrmLinkRow } from './crm-link-table.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Database, Row } from './database.ts';
import { DeliveryRow, RefusedDeliveryRow } from './delivery-rows.ts';
import { eraseEnrichmentRow } from './enrichment-rows.ts';
import { ActivityRow, digestOf } from './finding-table.ts';
import { keys, type TableKey } from './keys.ts';
import { readRow, readRowWithKeys } from './read-row.ts';
import { readRows } from './readable-rows.ts';

/** Any row of the table of deliveries. */
export const AnyRow = z.object({ pk: z.string(), sk: z.string() });
/** A finding with its key, by which a value is recognised that is not shown yet. */
export const KeyedFindingRow = z.object({
  pk: z.string(),
  sk: z.string(),
  kind: z.enum(FINDING_KINDS),
  name: z.string(),
  about: z.string().optional(),
});

const DELIVERY = 'DELIVERY#';
const REFUSED = 'REFUSED#';

/** Removes people from the tables of leads and deliveries and from the bucket of bodies. */
export class PersonTable implements PersonEraser {
  readonly #db: Database;
  readonly #tables: { readonly leads: string; readonly deliveries: string };
  readonly #bodies: Pick<BodyBucket, 'get' | 'remove'>;

  constructor(options: {
    readonly db: Database;
    readonly tables: { readonly leads: string; readonly deliveries: string };
    readonly bodies: Pick<BodyBucket, 'get' | 'remove'>;
  }) {
    this.#db = options.db;
    this.#tables = options.tables;
    this.#bodies = options.bodies;
  }

  async erasePerson(lead: LeadId, { persons, external, submissions }: LookupKeys): Promise<number> {
    const place = { table: this.#tables.leads, lead };
    const own = [
      this.#removeRow(keys.person(lead)),
      eraseEnrichmentRow(this.#db, place),
      eraseCrmLinkRow(this.#db, place),
    ];
    const held = (
      [
        ['person', persons],
        ['external', external],
        ['submission', submissions],
      ] as const satisfies readonly (readonly [ClaimKind, readonly string[]])[]
    ).flatMap(([kind, all]) => all.map((key) => this.#removeRow(keys.claim(kind, key), lead)));
    return (await Promise.all([...own, ...held])).filter(Boolean).length;
  }

  /** Removes a row if it is there and, for a key, if it leads to this lead. */
  async #removeRow(key: TableKey, lead?: LeadId): Promise<boolean> {
    const condition =
      lead === undefined
        ? { ConditionExpression: 'attribute_exists(pk)' }
        : {
            ConditionExpression: '#lead = :lead',
            ExpressionAttributeNames: { '#lead': 'lead' },
            ExpressionAttributeValues: { ':lead': lead },
          };
    return (await this.#db.remove(this.#tables.leads, key, condition)).ended === 'written';
  }

  async bodies({ limit, cursor }: { readonly limit: number; readonly cursor?: string }): Promise<Page<StoredBody>> {
    const { rows, last } = await this.#db.scanPage(this.#tables.deliveries, { limit, after: placeOf(cursor) });
    const found = await Promise.all(
      readRows(this.#db, toStored, rows).map((stored) => stored && this.#withBody(stored)),
    );
    return { items: found.filter((body) => body !== undefined), ...cursorAfter(last) };
  }

  async bodiesReceivedBy(
    moment: Instant,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string },
  ): Promise<Page<string>> {
    const { rows, last } = await this.#db.scanPage(this.#tables.deliveries, {
      limit,
      after: placeOf(cursor),
      // The bodies themselves are not read out of the database.
      ProjectionExpression: 'pk, sk',
      FilterExpression: 'receivedAt <= :moment AND (begins_with(pk, :delivery) OR begins_with(pk, :refused))',
      ExpressionAttributeValues: { ':moment': moment, ':delivery': DELIVERY, ':refused': REFUSED },
    });
    const bodies = readRows(this.#db, (row) => readRowWithKeys(AnyRow, row), rows);
    return { items: bodies.map(bodyIdOf), ...cursorAfter(last) };
  }

  /** Adds the body where it is needed: what a delivery became is known without it. An expired object holds nobody. */
  async #withBody({ bodyKey, ...stored }: StoredRow): Promise<StoredBody> {
    if (stored.body) return { ...stored, body: stored.body };
    if (bodyKey === undefined || stored.status?.status === 'done') return { ...stored, body: new Uint8Array() };
    const body = await this.#bodies.get(bodyKey).catch((error: unknown) => {
      if (error instanceof StoreError && error.code === 'NoSuchKey') return new Uint8Array();
      throw error;
    });
    return { ...stored, body };
  }

  async eraseBody(id: string): Promise<void> {
    const key = id.startsWith(REFUSED) ? keyOf(id) : keys.delivery(id);
    const row = await this.#db.get(this.#tables.deliveries, key);
    if (!row) return;
    // The object goes first: the row alone knows where it is.
    if (typeof row.bodyKey === 'string') await this.#bodies.remove(row.bodyKey);
    await this.#db.remove(this.#tables.deliveries, key);
  }

  async eraseFindings(texts: readonly string[]): Promise<number> {
    const quoted = new Set(texts.map((text) => text.trim().toLowerCase()));
    const activity = await this.#rowsOf(keys.sourceActivity('').pk);
    let erased = 0;
    const readFinding = (row: Row) => readRowWithKeys(KeyedFindingRow, row);
    for (const { source } of readRows(this.#db, ActivityRow, activity)) {
      const findings = readRows(this.#db, readFinding, await this.#rowsOf(keys.finding(source, '').pk));
      for (const { pk, sk, kind, name, about } of findings) {
        if (kind !== 'unknown') continue;
        const isTheirs =
          about === undefined
            ? texts.some((text) => sk === keys.finding(source, digestOf({ kind, name, about: text })).sk)
            : quoted.has(about.trim().toLowerCase());
        if (!isTheirs) continue;
        await this.#db.remove(this.#tables.deliveries, { pk, sk });
        erased += 1;
      }
    }
    return erased;
  }

  #rowsOf(pk: string): Promise<readonly Row[]> {
    return this.#db.query({
      TableName: this.#tables.deliveries,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
    });
  }
}

/** A stored body, or the key of its object in the bucket. */
type StoredRow = Omit<StoredBody, 'body'> & { readonly body?: Uint8Array; readonly bodyKey?: string };

/** Returns what a row holds; undefined when it holds no body. */
function toStored(row: Row): StoredRow | undefined {
  const { pk, sk } = readRowWithKeys(AnyRow, row);
  if (pk.startsWith(REFUSED)) return { ...readRow(RefusedDeliveryRow, row), id: `${pk}|${sk}` };
  return pk.startsWith(DELIVERY) ? readRow(DeliveryRow, row) : undefined;
}

/** Returns the id of the body in a row: of its delivery, or where a sample of a refused one is. */
function bodyIdOf({ pk, sk }: TableKey): string {
  return pk.startsWith(DELIVERY) ? pk.slice(DELIVERY.length) : `${pk}|${sk}`;
}

function placeOf(cursor: string | undefined): TableKey | undefined {
  return cursor === undefined ? undefined : keyOf(decodeCursor(cursor, /^[^|]+\|[^|]+$/));
}

function cursorAfter(last: Row | undefined): { readonly cursor?: string } {
  if (!last) return {};
  const { pk, sk } = readRowWithKeys(AnyRow, last);
  return { cursor: encodeCursor(`${pk}|${sk}`) };
}

function keyOf(place: string): TableKey {
  const at = place.lastIndexOf('|');
  return { pk: place.slice(0, at), sk: place.slice(at + 1) };
}
