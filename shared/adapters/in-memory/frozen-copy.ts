/** Copies that were made here. They cannot change, so they are shared instead of copied again. */
const copies = new WeakSet<object>();

/**
 * Returns a copy as a table would return it: plain data, deep-frozen, without undefined keys. Dates, maps and functions
 * do not survive, as in a real table.
 */
export function copyFrozen<Value>(value: Value): Value {
  return copyOf(value) as Value;
}

/** Copies as `JSON.parse(JSON.stringify(value))` would, in one pass. */
function copyOf(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (typeof value !== 'object' || value === null || copies.has(value)) return value;
  const copy = Array.isArray(value) ? value.map((item) => (survives(item) ? copyOf(item) : null)) : copyEntries(value);
  if (typeof copy === 'object' && copy !== null) copies.add(Object.freeze(copy));
  return copy;
}

function copyEntries(value: object): unknown {
  if (!isPlain(value)) return copyOf(JSON.parse(JSON.stringify(value)));
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (!survives(inner)) continue;
    // An assignment to `__proto__` would change what the copy inherits.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: copyOf(inner), enumerable: true });
    else copy[key] = copyOf(inner);
  }
  return copy;
}

function isPlain(value: object): boolean {
  const parent = Object.getPrototypeOf(value);
  return (parent === Object.prototype || parent === null) && !('toJSON' in value);
}

function survives(value: unknown): boolean {
  return value !== undefined && typeof value !== 'function' && typeof value !== 'symbol';
}
