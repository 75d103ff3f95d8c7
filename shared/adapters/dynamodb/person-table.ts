import * as z from 'zod';
import type { LeadId } from '../../domain/ids.ts';
import { FINDING_KINDS } from '../../domain/sources/finding.ts';
import type { LookupKeys, PersonEraser, StoredBody } from '../../ports/erasure.ts';
import type { ClaimKind, Page } from '../../ports/lead-store.ts';
import type { BodyBucket } from '../s3/body-bucket.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Database, Row } from './database.ts';
import { DeliveryRow, RefusedDeliveryRow } from './delivery-rows.ts';
import { ActivityRow, digestOf } from './finding-table.ts';
import { keys, type TableKey } from './keys.ts';
import { readRow, readRowWithKeys } from './rows.ts';

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
  readonly #bodies: BodyBucket;

  constructor(options: {
    readonly db: Database;
    readonly tables: { readonly leads: string; readonly deliveries: string };
    readonly bodies: BodyBucket;
  }) {
    this.#db = options.db;
    this.#tables = options.tables;
    this.#bodies = options.bodies;
  }

  async erasePerson(lead: LeadId, { persons, external, submissions }: LookupKeys): Promise<number> {
    const own = [keys.person(lead), keys.enrichment(lead)].map((key) => this.#removeRow(key));
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
    const after = cursor === undefined ? undefined : keyOf(decodeCursor(cursor, /^[^|]+\|[^|]+$/));
    const { rows, last } = await this.#db.scanPage(this.#tables.deliveries, { limit, after });
    const found = await Promise.all(rows.map((row) => this.#bodyOf(row)));
    const next = last && readRowWithKeys(AnyRow, last);
    return {
      items: found.filter((body) => body !== undefined),
      ...(next && { cursor: encodeCursor(`${next.pk}|${next.sk}`) }),
    };
  }

  async #bodyOf(row: Row): Promise<StoredBody | undefined> {
    const { pk, sk } = readRowWithKeys(AnyRow, row);
    if (pk.startsWith(REFUSED)) return { ...readRow(RefusedDeliveryRow, row), id: `${pk}|${sk}` };
    if (!pk.startsWith(DELIVERY)) return undefined;
    const { body, bodyKey, ...delivery } = readRow(DeliveryRow, row);
    if (body) return { ...delivery, body };
    // What a body became is known without reading it.
    const isRead = delivery.status.status === 'done' || bodyKey === undefined;
    return { ...delivery, body: isRead ? new Uint8Array() : await this.#bodies.get(bodyKey) };
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
    for (const { source } of activity.map((row) => readRow(ActivityRow, row))) {
      for (const row of await this.#rowsOf(keys.finding(source, '').pk)) {
        const { pk, sk, kind, name, about } = readRowWithKeys(KeyedFindingRow, row);
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

function keyOf(place: string): TableKey {
  const at = place.lastIndexOf('|');
  return { pk: place.slice(0, at), sk: place.slice(at + 1) };
}
