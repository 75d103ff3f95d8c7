import * as z from 'zod';

/** A value in DynamoDB JSON: `{"S":"text"}`, `{"M":{…}}`. */
export type WireValue = Readonly<Record<string, unknown>>;

/** An item in DynamoDB JSON. */
export const WireItem = z.record(z.string(), z.record(z.string(), z.unknown()));
export type WireItem = z.infer<typeof WireItem>;

/**
 * Returns the size of an item in bytes as DynamoDB counts it
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html): names and strings
 * in UTF-8, numbers about one byte per two digits plus one, lists and maps 3 bytes plus one per element.
 */
export function itemBytes(item: WireItem): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
}

function valueBytes(value: WireValue): number {
  const [[type, inside] = ['NULL', true]] = Object.entries(value);
  switch (type) {
    case 'S':
      return Buffer.byteLength(String(inside));
    case 'N':
      return Math.ceil(String(inside).length / 2) + 1;
    case 'B':
      return Math.ceil((String(inside).length * 3) / 4);
    case 'M':
      return Object.entries(inside as WireItem).reduce(
        (sum, [name, one]) => sum + 1 + Buffer.byteLength(name) + valueBytes(one),
        3,
      );
    case 'L':
      return (inside as readonly WireValue[]).reduce((sum, one) => sum + 1 + valueBytes(one), 3);
    default:
      return 1;
  }
}

/** Returns the write request units for this many bytes: one per started kilobyte. */
export function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 1024));
}

/** Returns the read request units of a consistent read of this many bytes: one per started 4 kilobytes. */
export function readUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 4096));
}
