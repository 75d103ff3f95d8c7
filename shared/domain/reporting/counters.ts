/** Named counts. They only ever add up, so that it does not matter in which order things were counted. */
export type Counters = Readonly<Record<string, number>>;

/** All of them together; names that come to nothing fall away. */
export function sumOf(many: readonly Counters[]): Counters {
  const sums = new Map<string, number>();
  for (const counters of many) {
    for (const [name, by] of Object.entries(counters)) sums.set(name, (sums.get(name) ?? 0) + by);
  }
  return Object.fromEntries([...sums].filter(([, count]) => count !== 0));
}

/** Those counted under a prefix, `misrouted:territory` under `misrouted`, by what follows it. */
export function countersUnder(counters: Counters, prefix: string): Counters {
  return Object.fromEntries(
    Object.entries(counters).flatMap(([name, count]) =>
      name.startsWith(`${prefix}:`) ? [[name.slice(prefix.length + 1), count]] : [],
    ),
  );
}
