import * as z from 'zod';
import { itemBytes, readUnits, WireItem, writeUnits } from './item-size.ts';

/** A secondary index: its keys, and whether it projects whole items or keys only. */
export interface MeteredIndex {
  readonly name: string;
  readonly keys: readonly string[];
  readonly projectsAll: boolean;
}

/** Request units of a call, by purpose. */
export interface RequestUnits {
  readonly reads: number;
  /** Writes to the tables themselves. */
  readonly writes: number;
  /** Writes to their indexes, which DynamoDB makes on its own. */
  readonly indexWrites: number;
}

const Key = z.object({ TableName: z.string(), Key: WireItem });
const Put = z.object({ TableName: z.string(), Item: WireItem });
const Operation = z.object({
  Put: Put.optional(),
  Update: Key.optional(),
  Delete: Key.optional(),
  ConditionCheck: Key.optional(),
});
const TableResponse = z.looseObject({
  Item: WireItem.optional(),
  Items: z.array(WireItem).optional(),
  Responses: z.record(z.string(), z.array(WireItem)).optional(),
});

const ReadRequest = z.looseObject({
  ConsistentRead: z.boolean().optional(),
  Key: WireItem.optional(),
  ExpressionAttributeValues: WireItem.optional(),
  RequestItems: z
    .record(z.string(), z.object({ ConsistentRead: z.boolean().optional(), Keys: z.array(WireItem) }))
    .optional(),
});

const NO_UNITS: RequestUnits = { reads: 0, writes: 0, indexWrites: 0 };
/** A transaction writes, and reads, everything twice. */
const TRANSACTION_FACTOR = 2;

/** Reads an item as it is now, by its table and key; undefined when there is none. */
export type ReadItem = (table: string, key: WireItem) => Promise<WireItem | undefined>;

/** A row changed in place, by whom, and how often: a transaction counts twice. */
interface Touched {
  readonly caller: string;
  readonly table: string;
  readonly key: WireItem;
  readonly times: number;
}

/**
 * Counts the request units that DynamoDB would charge for the observed calls. Remembers the entries of each index, to
 * know which writes reach it. An update shows only its change but is charged for the whole item: {@link chargeUpdates}
 * reads the sizes afterwards.
 */
export class TableMeter {
  readonly #indexes: (table: string) => readonly MeteredIndex[];
  readonly #known = new Map<string, WireItem>();
  readonly #touched = new Map<string, Touched>();
  /** Write units so far by kind of row, `LEAD/EVENT`, including its index entries. */
  readonly writesByRow = new Map<string, number>();
  /** Read units so far by calling function and kind of row, `route-lead LEAD/STATE`. */
  readonly readsByRow = new Map<string, number>();

  constructor(indexes: (table: string) => readonly MeteredIndex[]) {
    this.#indexes = indexes;
  }

  /** Returns the units of one call of this function, from its request and response, without its updates. */
  unitsOf(caller: string, operation: string, input: unknown, answer: unknown): RequestUnits {
    const writeUnitsOf = (one: z.infer<typeof Operation>, times: number) => this.#writeUnitsOf(one, times, caller);
    switch (operation) {
      case 'TransactWriteItems': {
        const { TransactItems } = z.object({ TransactItems: z.array(Operation) }).parse(input);
        return TransactItems.map((one) => writeUnitsOf(one, TRANSACTION_FACTOR)).reduce(addUnits, NO_UNITS);
      }
      case 'PutItem':
        return writeUnitsOf({ Put: Put.parse(input) }, 1);
      case 'UpdateItem':
        return writeUnitsOf({ Update: Key.parse(input) }, 1);
      case 'DeleteItem':
        return writeUnitsOf({ Delete: Key.parse(input) }, 1);
      default:
        return { ...NO_UNITS, reads: this.#readUnitsOf(caller, operation, input, TableResponse.parse(answer ?? {})) };
    }
  }

  /**
   * Returns the read units. A query is charged for the total size of its results, at half price unless it is consistent.
   * A row that does not exist costs as much as a small one.
   */
  #readUnitsOf(caller: string, operation: string, input: unknown, answer: z.infer<typeof TableResponse>): number {
    const items = answer.Items ?? (answer.Item ? [answer.Item] : Object.values(answer.Responses ?? {}).flat());
    const read = ReadRequest.parse(input);
    const add = (row: WireItem, units: number): number => {
      const place = `${caller} ${kindOf(row)}`;
      this.readsByRow.set(place, (this.readsByRow.get(place) ?? 0) + units);
      return units;
    };
    if (operation === 'BatchGetItem') {
      return Object.values(read.RequestItems ?? {}).reduce((sum, { Keys, ConsistentRead }) => {
        const found = new Map(items.map((item) => [placeOf(item), item]));
        return Keys.reduce((units, key) => {
          const whole = readUnits(itemBytes(found.get(placeOf(key)) ?? {}));
          return units + add(key, ConsistentRead ? whole : whole / 2);
        }, sum);
      }, 0);
    }
    const whole = readUnits(items.reduce((sum, item) => sum + itemBytes(item), 0));
    const [pk = {}, sk = {}] = Object.values(read.ExpressionAttributeValues ?? {});
    return add(read.Key ?? items[0] ?? { pk, sk }, read.ConsistentRead ? whole : whole / 2);
  }

  #writeUnitsOf(operation: z.infer<typeof Operation>, times: number, caller: string): RequestUnits {
    const { Put: put, Update, Delete, ConditionCheck } = operation;
    if (put) {
      const place = itemKeyOf(put.TableName, put.Item);
      const indexWrites = this.#indexWrites(put.TableName, this.#known.get(place), put.Item);
      this.#known.set(place, put.Item);
      this.#addTo(put.Item, times * writeUnits(itemBytes(put.Item)) + indexWrites);
      return { ...NO_UNITS, writes: times * writeUnits(itemBytes(put.Item)), indexWrites };
    }
    if (Delete) {
      const place = itemKeyOf(Delete.TableName, Delete.Key);
      const before = this.#known.get(place);
      this.#known.delete(place);
      const writes = times * writeUnits(before ? itemBytes(before) : 0);
      const indexWrites = this.#indexWrites(Delete.TableName, before, undefined);
      this.#addTo(Delete.Key, writes + indexWrites);
      return { ...NO_UNITS, writes, indexWrites };
    }
    const touched = Update ?? ConditionCheck;
    if (touched) this.#touch({ caller, table: touched.TableName, key: touched.Key, times });
    return NO_UNITS;
  }

  #touch(touched: Touched): void {
    const place = touched.caller + itemKeyOf(touched.table, touched.key);
    this.#touched.set(place, { ...touched, times: touched.times + (this.#touched.get(place)?.times ?? 0) });
  }

  /**
   * Returns the write units of all updates and condition checks since the last call, by caller. Each is charged for the
   * whole item as it is now, which is never less than what DynamoDB would charge for an item that grows.
   */
  async chargeUpdates(read: ReadItem): Promise<ReadonlyMap<string, RequestUnits>> {
    const touched = [...this.#touched.values()];
    this.#touched.clear();
    const charged = new Map<string, RequestUnits>();
    for (const { caller, table, key, times } of touched) {
      const now = await read(table, key);
      const place = itemKeyOf(table, key);
      const writes = times * writeUnits(itemBytes(now ?? key));
      // Several updates of a row in between show as one change of its index entries.
      const indexWrites = this.#known.has(place) ? this.#indexWrites(table, this.#known.get(place), now) : 0;
      if (now && this.#known.has(place)) this.#known.set(place, now);
      this.#addTo(key, writes + indexWrites);
      charged.set(caller, addUnits(charged.get(caller) ?? NO_UNITS, { ...NO_UNITS, writes, indexWrites }));
    }
    return charged;
  }

  #addTo(item: WireItem, units: number): void {
    const row = kindOf(item);
    this.writesByRow.set(row, (this.writesByRow.get(row) ?? 0) + units);
  }

  /** An entry that appears, disappears or changes in place is one write; one that moves is two. */
  #indexWrites(table: string, before: WireItem | undefined, after: WireItem | undefined): number {
    return this.#indexes(table).reduce((sum, index) => {
      const was = before && indexEntryOf(index, before);
      const is = after && indexEntryOf(index, after);
      if (was?.text === is?.text) return sum;
      const moves = was !== undefined && is !== undefined && was.place !== is.place;
      return sum + (moves ? was.units + is.units : (is?.units ?? was?.units ?? 0));
    }, 0);
  }
}

function indexEntryOf({ keys, projectsAll }: MeteredIndex, item: WireItem) {
  const key = keys.map((name) => item[name]);
  if (key.some((value) => value === undefined || 'NULL' in value)) return undefined;
  const held = projectsAll ? item : Object.fromEntries(Object.entries(item).filter(([name]) => inKeys(name, keys)));
  return { place: JSON.stringify(key), text: JSON.stringify(held), units: writeUnits(itemBytes(held)) };
}

function inKeys(name: string, keys: readonly string[]): boolean {
  return name === 'pk' || name === 'sk' || keys.includes(name);
}

/** Returns the kind of a row, `LEAD/STATE`. */
function kindOf({ pk, sk }: WireItem): string {
  const words = [pk, sk].map((value) => /^[A-Z]+/.exec(String(value?.S))?.[0]);
  return words.filter((word) => word !== undefined).join('/');
}

function placeOf({ pk, sk }: WireItem): string {
  return JSON.stringify([pk, sk]);
}

function itemKeyOf(table: string, item: WireItem): string {
  return JSON.stringify([table, item.pk, item.sk]);
}

/** Adds units. */
export function addUnits(a: RequestUnits, b: RequestUnits): RequestUnits {
  return { reads: a.reads + b.reads, writes: a.writes + b.writes, indexWrites: a.indexWrites + b.indexWrites };
}
