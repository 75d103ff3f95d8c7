/**
 * A copy as a table would give it back: plain data, without keys that are not set, and nothing in it can be changed.
 * What is not plain data (a date, a map, a function) does not survive, here as there.
 */
export function frozenCopy<Value>(value: Value): Value {
  return freeze(JSON.parse(JSON.stringify(value)));
}

function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}
