import { type Instant, secondsBetween } from '../../domain/instant.ts';
import type { Finding } from '../../domain/sources/finding.ts';
import type { ListedFinding, Noted, SourceActivity, SourceFindings } from '../../ports/source-findings.ts';

/** Minimum time between two writes of a source, in seconds. */
const GATHER_SECONDS = 60;

/** A finding is written immediately this many times, because values are shown from their second occurrence on. */
const AT_ONCE_TIMES = 2;

interface Gathered {
  readonly writtenAt: Instant;
  readonly waiting?: Noted;
}

/**
 * Buffers findings. Those new to this process are written immediately; the rest is added up for a minute. A busy source
 * costs one write per minute instead of one per lead. Counts still buffered when the process ends are lost.
 */
export class GatheredFindings implements SourceFindings {
  readonly #store: SourceFindings;
  readonly #met = new Map<string, number>();
  readonly #gathered = new Map<string, Gathered>();

  constructor(store: SourceFindings) {
    this.#store = store;
  }

  async note(noted: Noted): Promise<readonly Finding[]> {
    const { source, at } = noted;
    const gathered = this.#gathered.get(source);
    const sum = gathered?.waiting ? added(gathered.waiting, noted) : noted;
    const unmet = noted.findings
      .map((finding) => keyOf(source, finding))
      .filter((key) => (this.#met.get(key) ?? 0) < AT_ONCE_TIMES);
    const isYoung = gathered !== undefined && secondsBetween(gathered.writtenAt, at) < GATHER_SECONDS;
    if (isYoung && unmet.length === 0) {
      this.#gathered.set(source, { writtenAt: gathered.writtenAt, waiting: sum });
      return [];
    }
    this.#gathered.set(source, { writtenAt: at });
    for (const key of unmet) this.#met.set(key, (this.#met.get(key) ?? 0) + 1);
    return this.#store.note(sum);
  }

  of(source: string): Promise<readonly ListedFinding[]> {
    return this.#store.of(source);
  }

  activity(): Promise<readonly SourceActivity[]> {
    return this.#store.activity();
  }
}

function keyOf(source: string, { kind, name, about = '' }: Finding): string {
  return JSON.stringify([source, kind, name, about]);
}

function added(before: Noted, now: Noted): Noted {
  const counts = new Map(before.findings.map((finding) => [keyOf(now.source, finding), finding]));
  for (const finding of now.findings) {
    const key = keyOf(now.source, finding);
    counts.set(key, { ...finding, count: finding.count + (counts.get(key)?.count ?? 0) });
  }
  return {
    ...now,
    deliveries: before.deliveries + now.deliveries,
    leads: before.leads + now.leads,
    findings: [...counts.values()],
  };
}
