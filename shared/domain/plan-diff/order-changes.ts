/**
 * Returns the fewest names that must move so that the rest stands in the same order in both lists. Names in only one
 * list are ignored. Finds the longest increasing subsequence of positions, in the square of the number of names.
 */
export function namesMoved(before: readonly string[], after: readonly string[]): readonly string[] {
  const place = new Map(before.map((name, index) => [name, index]));
  const common = after.flatMap((name) => {
    const position = place.get(name);
    return position === undefined ? [] : [{ name, position }];
  });
  const runs: { readonly length: number; readonly previous: number }[] = [];
  for (const [at, { position }] of common.entries()) {
    let best = { length: 1, previous: -1 };
    for (let earlier = 0; earlier < at; earlier += 1) {
      const length = (runs[earlier]?.length ?? 0) + 1;
      if ((common[earlier]?.position ?? 0) < position && length > best.length) best = { length, previous: earlier };
    }
    runs.push(best);
  }
  const kept = new Set<number>();
  const longest = Math.max(0, ...runs.map(({ length }) => length));
  for (let at = runs.findIndex(({ length }) => length === longest); at >= 0; at = runs[at]?.previous ?? -1)
    kept.add(at);
  return common.filter((_, at) => !kept.has(at)).map(({ name }) => name);
}
