import { type Instant, secondsBetween } from '../../domain/instant.ts';
import type { SourceFinding } from '../../domain/sources/finding.ts';
import type { FindingStore, FindingSummary, FindingsReport, SourceActivity } from '../../ports/source-findings.ts';

/** Minimum time between two writes of a source, in seconds. */
const BUFFER_SECONDS = 60;

/** A finding is written immediately this many times, because values are shown from their second occurrence on. */
const MAX_IMMEDIATE_WRITES = 2;

interface SourceBuffer {
  readonly flushedAt: Instant;
  readonly pending?: FindingsReport;
}

/**
 * Buffers findings. Those new to this process are written immediately; the rest is added up for a minute. A busy source
 * costs one write per minute instead of one per lead. Counts still buffered when the process ends are lost.
 */
export class BufferedFindingStore implements FindingStore {
  readonly #store: FindingStore;
  readonly #writeCounts = new Map<string, number>();
  readonly #buffers = new Map<string, SourceBuffer>();

  constructor(store: FindingStore) {
    this.#store = store;
  }

  async record(noted: FindingsReport): Promise<readonly SourceFinding[]> {
    const { source, at } = noted;
    const buffer = this.#buffers.get(source);
    const sum = buffer?.pending ? mergeReports(buffer.pending, noted) : noted;
    const unseen = noted.findings
      .map((finding) => keyOf(source, finding))
      .filter((key) => (this.#writeCounts.get(key) ?? 0) < MAX_IMMEDIATE_WRITES);
    const isBuffering = buffer !== undefined && secondsBetween(buffer.flushedAt, at) < BUFFER_SECONDS;
    if (isBuffering && unseen.length === 0) {
      this.#buffers.set(source, { flushedAt: buffer.flushedAt, pending: sum });
      return [];
    }
    this.#buffers.set(source, { flushedAt: at });
    for (const key of unseen) this.#writeCounts.set(key, (this.#writeCounts.get(key) ?? 0) + 1);
    return this.#store.record(sum);
  }

  ofSource(source: string): Promise<readonly FindingSummary[]> {
    return this.#store.ofSource(source);
  }

  activity(): Promise<readonly SourceActivity[]> {
    return this.#store.activity();
  }
}

function keyOf(source: string, { kind, name, about = '' }: SourceFinding): string {
  return JSON.stringify([source, kind, name, about]);
}

function mergeReports(before: FindingsReport, now: FindingsReport): FindingsReport {
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
