/** Named counts. They are only ever added, so the order of counting does not matter. */
export type Counters = Readonly<Record<string, number>>;

/** Adds counters together; names whose sum is zero are dropped. */
export function sumCounters(many: readonly Counters[]): Counters {
  const sums = new Map<string, number>();
  for (const counters of many) {
    for (const [name, by] of Object.entries(counters)) sums.set(name, (sums.get(name) ?? 0) + by);
  }
  return Object.fromEntries([...sums].filter(([, count]) => count !== 0));
}

/**
 * Returns the counters under a prefix, such as `misrouted:territory` under `misrouted`, keyed by the rest of the name.
 */
export function selectCounters(counters: Counters, prefix: string): Counters {
  return Object.fromEntries(
    Object.entries(counters).flatMap(([name, count]) =>
      name.startsWith(`${prefix}:`) ? [[name.slice(prefix.length + 1), count]] : [],
    ),
  );
}
