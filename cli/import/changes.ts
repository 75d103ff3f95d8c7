/** The changes that an import would make to the stored items. */
export interface ImportChanges<Item> {
  readonly added: readonly Item[];
  readonly changed: readonly { readonly before: Item; readonly after: Item; readonly fields: readonly string[] }[];
  readonly removed: readonly Item[];
  readonly unchanged: number;
}

/** Compares a file with the stored items. Stored items that are not in the file stay, unless `prune` is set. */
export function compareItems<Item extends { readonly id: string }>(
  stored: readonly Item[],
  filed: readonly Item[],
  { prune }: { readonly prune: boolean },
): ImportChanges<Item> {
  const before = new Map(stored.map((item) => [item.id, item]));
  const named = new Set(filed.map(({ id }) => id));
  const added = filed.filter(({ id }) => !before.has(id));
  const changed = filed.flatMap((after) => {
    const was = before.get(after.id);
    const fields = was ? differingFields(was, after) : [];
    return was && fields.length > 0 ? [{ before: was, after, fields }] : [];
  });
  return {
    added,
    changed,
    removed: prune ? stored.filter(({ id }) => !named.has(id)) : [],
    unchanged: filed.length - added.length - changed.length,
  };
}

/** Returns whether an import has nothing to do. */
export function isEmptyChange({ added, changed, removed }: ImportChanges<unknown>): boolean {
  return added.length + changed.length + removed.length === 0;
}

function differingFields(a: object, b: object): readonly string[] {
  const [x, y] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return [...new Set([...x.keys(), ...y.keys()])]
    .filter((field) => toCanonicalText(x.get(field)) !== toCanonicalText(y.get(field)))
    .sort();
}

/** Returns the same text for equal values, whatever the order of their keys. */
function toCanonicalText(value: unknown): string | undefined {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(toCanonicalText).join(',')}]`;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${entries
    .map(([key, one]) => `${key}:${toCanonicalText(one)}`)
    .sort()
    .join(',')}}`;
}
