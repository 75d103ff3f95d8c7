import { z } from 'zod';
import { bytesOfItem, readUnits, WireItem, writeUnits } from './item-size.ts';

/** A secondary index: its keys, and whether it projects whole items or keys only. */
export interface MeteredIndex {
  readonly name: string;
  readonly keys: readonly string[];
  readonly whole: boolean;
}

/** Request units of a call, by purpose. */
export interface Units {
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
const Answer = z.looseObject({
  Item: WireItem.optional(),
  Items: z.array(WireItem).optional(),
  Responses: z.record(z.string(), z.array(WireItem)).optional(),
});

const NOTHING: Units = { reads: 0, writes: 0, indexWrites: 0 };
/** A transaction writes, and reads, everything twice. */
const IN_TRANSACTION = 2;

/**
 * Counts the request units that DynamoDB would charge for the observed calls. Remembers the entries of each index, to
 * know which writes reach it. An update shows only its change and counts as one unit, since the rows that Baton updates
 * in place (loads, counters) are small.
 */
export class TableMeter {
  readonly #indexes: (table: string) => readonly MeteredIndex[];
  readonly #known = new Map<string, WireItem>();
  /** Write units so far by kind of row, `LEAD/EVENT`, including its index entries. */
  readonly writesByRow = new Map<string, number>();

  constructor(indexes: (table: string) => readonly MeteredIndex[]) {
    this.#indexes = indexes;
  }

  /** Returns the units of one call, from its request and response. */
  unitsOf(operation: string, input: unknown, answer: unknown): Units {
    switch (operation) {
      case 'TransactWriteItems': {
        const { TransactItems } = z.object({ TransactItems: z.array(Operation) }).parse(input);
        return TransactItems.map((one) => this.#written(one, IN_TRANSACTION)).reduce(plus, NOTHING);
      }
      case 'PutItem':
        return this.#written({ Put: Put.parse(input) }, 1);
      case 'UpdateItem':
        return this.#written({ Update: Key.parse(input) }, 1);
      case 'DeleteItem':
        return this.#written({ Delete: Key.parse(input) }, 1);
      default:
        return { ...NOTHING, reads: readsOf(operation, input, Answer.parse(answer ?? {})) };
    }
  }

  #written({ Put: put, Update, Delete, ConditionCheck }: z.infer<typeof Operation>, times: number): Units {
    if (put) {
      const place = placeOf(put.TableName, put.Item);
      const indexWrites = this.#indexWrites(put.TableName, this.#known.get(place), put.Item);
      this.#known.set(place, put.Item);
      this.#addTo(put.Item, times * writeUnits(bytesOfItem(put.Item)) + indexWrites);
      return { ...NOTHING, writes: times * writeUnits(bytesOfItem(put.Item)), indexWrites };
    }
    if (Delete) {
      const place = placeOf(Delete.TableName, Delete.Key);
      const before = this.#known.get(place);
      this.#known.delete(place);
      const writes = times * writeUnits(before ? bytesOfItem(before) : 0);
      const indexWrites = this.#indexWrites(Delete.TableName, before, undefined);
      this.#addTo(Delete.Key, writes + indexWrites);
      return { ...NOTHING, writes, indexWrites };
    }
    const touched = Update ?? ConditionCheck;
    if (touched) this.#addTo(touched.Key, times);
    return { ...NOTHING, writes: Update || ConditionCheck ? times : 0 };
  }

  #addTo({ pk, sk }: WireItem, units: number): void {
    const kind = [pk, sk].map((value) => /^[A-Z]+/.exec(String(value?.S))?.[0]).filter((word) => word !== undefined);
    const row = kind.join('/');
    this.writesByRow.set(row, (this.writesByRow.get(row) ?? 0) + units);
  }

  /** An entry that appears, disappears or changes in place is one write; one that moves is two. */
  #indexWrites(table: string, before: WireItem | undefined, after: WireItem | undefined): number {
    return this.#indexes(table).reduce((sum, index) => {
      const was = before && entryOf(index, before);
      const is = after && entryOf(index, after);
      if (was?.text === is?.text) return sum;
      const moves = was !== undefined && is !== undefined && was.place !== is.place;
      return sum + (moves ? was.units + is.units : (is?.units ?? was?.units ?? 0));
    }, 0);
  }
}

function entryOf({ keys, whole }: MeteredIndex, item: WireItem) {
  const key = keys.map((name) => item[name]);
  if (key.some((value) => value === undefined || 'NULL' in value)) return undefined;
  const held = whole ? item : Object.fromEntries(Object.entries(item).filter(([name]) => inKeys(name, keys)));
  return { place: JSON.stringify(key), text: JSON.stringify(held), units: writeUnits(bytesOfItem(held)) };
}

function inKeys(name: string, keys: readonly string[]): boolean {
  return name === 'pk' || name === 'sk' || keys.includes(name);
}

/**
 * Returns the read units. A query is charged for the total size of its results, at half price unless it is consistent.
 */
function readsOf(operation: string, input: unknown, answer: z.infer<typeof Answer>): number {
  const items = answer.Items ?? (answer.Item ? [answer.Item] : Object.values(answer.Responses ?? {}).flat());
  const { ConsistentRead } = z.looseObject({ ConsistentRead: z.boolean().optional() }).parse(input);
  if (operation === 'BatchGetItem') return items.reduce((sum, item) => sum + readUnits(bytesOfItem(item)), 0);
  const units = readUnits(items.reduce((sum, item) => sum + bytesOfItem(item), 0));
  return ConsistentRead ? units : units / 2;
}

function placeOf(table: string, item: WireItem): string {
  return JSON.stringify([table, item.pk, item.sk]);
}

/** Adds units. */
export function plus(a: Units, b: Units): Units {
  return { reads: a.reads + b.reads, writes: a.writes + b.writes, indexWrites: a.indexWrites + b.indexWrites };
}
