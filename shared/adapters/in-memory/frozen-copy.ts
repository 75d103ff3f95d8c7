/**
 * Returns a copy as a table would return it: plain data, deep-frozen, without undefined keys. Dates, maps and functions
 * do not survive, as in a real table.
 */
export function copyFrozen<Value>(value: Value): Value {
  return freeze(JSON.parse(JSON.stringify(value)));
}

function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}
