import * as z from 'zod';
import { WireItem } from '../../../bench/cost/item-size.ts';
import { addUnits, type MeteredIndex, type RequestUnits, TableMeter } from '../../../bench/cost/table-meter.ts';
import { Database } from '../../../shared/adapters/dynamodb/database.ts';
import { DeliveryTable } from '../../../shared/adapters/dynamodb/delivery-table.ts';
import { createDocumentClient } from '../../../shared/adapters/dynamodb/document-client.ts';
import { LeadTable } from '../../../shared/adapters/dynamodb/lead-table.ts';
import type { InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import type { BodyBucket } from '../../../shared/adapters/s3/body-bucket.ts';
import { recordCalls } from '../../support/count-store-calls.ts';
import { INDEXES } from './test-tables.ts';

const TABLES = { leads: 'leads', reps: 'reps', deliveries: 'deliveries' } as const;
const NO_UNITS: RequestUnits = { reads: 0, writes: 0, indexWrites: 0 };
const ONE_DAY = 24 * 3600;
/** The bodies here are small, so none goes to the bucket. */
const NO_BUCKET = {} as BodyBucket;

/** What DynamoDB would charge for writing. */
interface RecordedWrites {
  readonly tables: number;
  readonly indexes: number;
  /** By kind of row, with its index entries. */
  readonly rows: Readonly<Record<string, number>>;
}

/** Counts what it would cost to write leads and deliveries. */
export class WriteRecorder {
  readonly #meter = new TableMeter(indexesOf);
  readonly #known = new KnownRows();
  #units = NO_UNITS;
  #written: Promise<unknown> = Promise.resolve();

  /** Wraps the stores so that each write is also made by the real adapters, on a DynamoDB that only counts. */
  wrapDeps(deps: InMemoryDeps): InMemoryDeps {
    const db = new Database(this.#createCountingClient());
    const leads = new LeadTable({ db, tables: TABLES });
    const bodies = { table: TABLES.deliveries, bodies: NO_BUCKET, retentionSeconds: ONE_DAY };
    const deliveries = new DeliveryTable({ db, ...bodies });
    return {
      ...deps,
      leads: recordCalls(deps.leads, this.#repeatOn(leads, ['commit', 'saveEnrichment'])),
      deliveries: recordCalls(deps.deliveries, this.#repeatOn(deliveries, ['save', 'saveStatus'])),
    };
  }

  /** Returns what was written since the last call. */
  async take(): Promise<RecordedWrites> {
    await this.#written;
    const updates = await this.#meter.chargeUpdates(async (_table, key) => this.#known.find(key));
    const { writes, indexWrites } = addUnits(this.#units, updates.get('') ?? NO_UNITS);
    const taken = { tables: writes, indexes: indexWrites, rows: Object.fromEntries(this.#meter.writesByRow) };
    this.#units = NO_UNITS;
    this.#meter.writesByRow.clear();
    return taken;
  }

  /** Makes the same calls on a real adapter, one after the other in their order. */
  #repeatOn<Adapter extends object>(adapter: Adapter, methods: readonly (keyof Adapter & string)[]) {
    return (method: string, args: readonly unknown[]): void => {
      const name = methods.find((one) => one === method);
      const call = name && adapter[name];
      if (typeof call === 'function') this.#written = this.#written.then(() => Reflect.apply(call, adapter, args));
    };
  }

  #createCountingClient() {
    return createDocumentClient({
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      requestHandler: {
        handle: async (request: { readonly headers: Record<string, string>; readonly body: Uint8Array }) => {
          const operation = request.headers['x-amz-target']?.split('.')[1] ?? '';
          const input: unknown = JSON.parse(new TextDecoder().decode(request.body));
          const answer = this.#known.answer(operation, input);
          this.#units = addUnits(this.#units, this.#meter.unitsOf('', operation, input, answer));
          return { response: { statusCode: 200, headers: {}, body: Buffer.from(JSON.stringify(answer)) } };
        },
      },
    });
  }
}

const Item = z.object({ Item: WireItem });
const Written = z.object({
  Item: WireItem.optional(),
  TransactItems: z.array(z.object({ Put: Item.optional() })).optional(),
});
const Asked = z.object({ RequestItems: z.record(z.string(), z.object({ Keys: z.array(WireItem) })) });

/** Knows the rows that were put, and answers reads of many leads: a commit reads the states that it replaces. */
class KnownRows {
  readonly #rows = new Map<string, WireItem>();

  find(key: WireItem): WireItem | undefined {
    return this.#rows.get(placeOf(key));
  }

  answer(operation: string, input: unknown): object {
    if (operation === 'BatchGetItem') {
      const [[table = '', { Keys } = { Keys: [] }] = []] = Object.entries(Asked.parse(input).RequestItems);
      const found = Keys.flatMap((key) => this.find(key) ?? []);
      return { Responses: { [table]: found } };
    }
    const { Item: single, TransactItems = [] } = Written.parse(input);
    for (const item of [single, ...TransactItems.map(({ Put }) => Put?.Item)])
      if (item) this.#rows.set(placeOf(item), item);
    return {};
  }
}

function placeOf({ pk, sk }: WireItem): string {
  return JSON.stringify([pk, sk]);
}

function indexesOf(table: string): readonly MeteredIndex[] {
  const [kind] = Object.entries(TABLES).find(([, name]) => name === table) ?? [];
  const indexes = INDEXES[kind as keyof typeof TABLES];
  return indexes.map(([name, ...keys]) => ({ name, keys, projectsAll: kind !== 'leads' }));
}
