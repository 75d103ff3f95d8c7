import type { Condition } from '../plan/condition.ts';

/** Lists of so many values are said in short: nobody reads a table in a sentence. */
const LONG_LIST = 12;
/** Values of a list that are named. */
const NAMED = 3;

/** Says a list: all of a short one, and of a long one how long it is, with some of its values in order. */
export function describeList(values: readonly string[]): string {
  if (values.length <= LONG_LIST) return values.join(' or ');
  return `one of ${values.length} values such as ${values.toSorted().slice(0, NAMED).join(', ')}`;
}

/** Returns what was added to the long lists of a condition and taken from them, by field: their texts do not tell. */
export function describeListChanges(before: Condition, after: Condition): readonly string[] {
  const [old, now] = [longListsOf(before), longListsOf(after)];
  return [...now].flatMap(([field, values]) => {
    const was = old.get(field);
    if (!was) return [];
    const added = [...values].filter((value) => !was.has(value));
    const removed = [...was].filter((value) => !values.has(value));
    return [...describeSome(added, `${field}: added`), ...describeSome(removed, `${field}: removed`)];
  });
}

function describeSome(values: readonly string[], what: string): readonly string[] {
  if (values.length === 0) return [];
  const more = values.length > NAMED ? ` and ${values.length - NAMED} more` : '';
  return [`${what} ${values.slice(0, NAMED).join(', ')}${more}`];
}

function longListsOf(condition: Condition): ReadonlyMap<string, ReadonlySet<string>> {
  const lists = new Map<string, Set<string>>();
  const visit = (part: Condition): void => {
    if (part.kind !== 'field') {
      for (const inner of part.of) visit(inner);
      return;
    }
    const { test, field } = part;
    if ((test.op !== 'in' && test.op !== 'not') || test.values.length <= LONG_LIST) return;
    const key = test.op === 'in' ? field : `${field} not`;
    const known = lists.get(key) ?? new Set<string>();
    for (const value of test.values) known.add(value.toLowerCase());
    lists.set(key, known);
  };
  visit(condition);
  return lists;
}
