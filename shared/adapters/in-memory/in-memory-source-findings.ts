import { crowdOf, type Finding, isNews, keptFinding } from '../../domain/sources/finding.ts';
import type { ListedFinding, Noted, SourceActivity, SourceFindings } from '../../ports/source-findings.ts';
import type { MemoryWorld } from './in-memory-world.ts';

/** Fake of the findings store. */
export class MemorySourceFindings implements SourceFindings {
  readonly #world: MemoryWorld;

  constructor(world: MemoryWorld) {
    this.#world = world;
  }

  async note({ source, at, deliveries, leads, findings }: Noted): Promise<readonly Finding[]> {
    const before = this.#world.activity.get(source) ?? { deliveries: 0, leads: 0, lastAt: at };
    const sum = { deliveries: before.deliveries + deliveries, leads: before.leads + leads };
    this.#world.activity.set(source, { source, ...sum, lastAt: before.lastAt > at ? before.lastAt : at });
    const known = this.#world.findings.get(source) ?? new Map<string, ListedFinding>();
    this.#world.findings.set(source, known);
    const news: Finding[] = [];
    for (const { count, ...finding } of findings) {
      const key = JSON.stringify(finding);
      const earlier = known.get(key);
      const { crowd, most } = crowdOf(finding);
      if (!earlier && [...known.values()].filter((one) => crowdOf(one).crowd === crowd).length >= most) continue;
      const times = { before: earlier?.count ?? 0, now: (earlier?.count ?? 0) + count };
      if (isNews(finding, times)) news.push(finding);
      const firstAt = earlier?.firstAt ?? at;
      known.set(key, { ...keptFinding(finding, times.now), count: times.now, firstAt, lastAt: at });
    }
    return news;
  }

  async of(source: string): Promise<readonly ListedFinding[]> {
    return [...(this.#world.findings.get(source)?.values() ?? [])].sort((a, b) => b.count - a.count);
  }

  async activity(): Promise<readonly SourceActivity[]> {
    return [...this.#world.activity.values()];
  }
}
