import { z } from 'zod';

/** A value as DynamoDB's own JSON writes it: `{"S":"text"}`, `{"M":{…}}`. */
export type WireValue = Readonly<Record<string, unknown>>;

/** An item as DynamoDB's own JSON writes it. */
export const WireItem = z.record(z.string(), z.record(z.string(), z.unknown()));
export type WireItem = z.infer<typeof WireItem>;

/**
 * Bytes of an item as DynamoDB counts them
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html): names and texts in UTF-8,
 * about a byte for two digits and one more, 3 for a list or map and one for each thing in it.
 */
export function bytesOfItem(item: WireItem): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + bytesOfValue(value), 0);
}

function bytesOfValue(value: WireValue): number {
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
        (sum, [name, one]) => sum + 1 + Buffer.byteLength(name) + bytesOfValue(one),
        3,
      );
    case 'L':
      return (inside as readonly WireValue[]).reduce((sum, one) => sum + 1 + bytesOfValue(one), 3);
    default:
      return 1;
  }
}

/** Request units of writing so many bytes: one for each started kilobyte. */
export function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 1024));
}

/** Request units of a consistent read of so many bytes: one for each started 4 kilobytes. */
export function readUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 4096));
}
