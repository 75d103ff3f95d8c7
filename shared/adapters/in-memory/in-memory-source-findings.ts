import { findingGroupOf, isNewlyReportable, redactFinding, type SourceFinding } from '../../domain/sources/finding.ts';
import type { FindingStore, FindingSummary, FindingsReport, SourceActivity } from '../../ports/source-findings.ts';
import type { InMemoryWorld } from './in-memory-world.ts';

/** Fake of the findings store. */
export class InMemoryFindingStore implements FindingStore {
  readonly #world: InMemoryWorld;

  constructor(world: InMemoryWorld) {
    this.#world = world;
  }

  async record({ source, at, deliveries, leads, findings }: FindingsReport): Promise<readonly SourceFinding[]> {
    const before = this.#world.activity.get(source) ?? { deliveries: 0, leads: 0, lastAt: at };
    const sum = { deliveries: before.deliveries + deliveries, leads: before.leads + leads };
    this.#world.activity.set(source, { source, ...sum, lastAt: before.lastAt > at ? before.lastAt : at });
    const known = this.#world.findings.get(source) ?? new Map<string, FindingSummary>();
    this.#world.findings.set(source, known);
    const news: SourceFinding[] = [];
    for (const { count, ...finding } of findings) {
      const key = JSON.stringify(finding);
      const earlier = known.get(key);
      const { crowd, most } = findingGroupOf(finding);
      if (!earlier && [...known.values()].filter((one) => findingGroupOf(one).crowd === crowd).length >= most) continue;
      const times = { before: earlier?.count ?? 0, now: (earlier?.count ?? 0) + count };
      if (isNewlyReportable(finding, times)) news.push(finding);
      const firstAt = earlier?.firstAt ?? at;
      known.set(key, { ...redactFinding(finding, times.now), count: times.now, firstAt, lastAt: at });
    }
    return news;
  }

  async ofSource(source: string): Promise<readonly FindingSummary[]> {
    return [...(this.#world.findings.get(source)?.values() ?? [])].sort((a, b) => b.count - a.count);
  }

  async activity(): Promise<readonly SourceActivity[]> {
    return [...this.#world.activity.values()];
  }
}
