/**
 * Returns what a record holds under a key that somebody else chose: a name in a path, a plan, a form or a file.
 * Undefined for every other key, also for those that all objects inherit, such as `constructor`.
 */
export function ownValue<Value>(record: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}
