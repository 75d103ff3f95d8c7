import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Erasure } from '../../domain/privacy/erasure.ts';
import { recordNameOf } from '../../domain/privacy/record-name.ts';
import type { ErasureRecords, LookupKeys, PersonEraser, StoredBody } from '../../ports/erasure.ts';
import type { Page } from '../../ports/lead-store.ts';
import { copyFrozen } from './frozen-copy.ts';
import type { InMemoryWorld } from './in-memory-world.ts';
import { takePage } from './page-of.ts';

/** Fake of what removes people from the stores. */
export class InMemoryPersonEraser implements PersonEraser {
  readonly #world: InMemoryWorld;

  constructor(world: InMemoryWorld) {
    this.#world = world;
  }

  async erasePerson(lead: LeadId, keys: LookupKeys): Promise<number> {
    const { people, enrichments, erasedEnrichments, crmLinks, erasedCrmLinks } = this.#world;
    const { personKeys, externalIds, submissions } = this.#world;
    let rows = Number(people.delete(lead)) + Number(enrichments.delete(lead)) + Number(crmLinks.delete(lead));
    erasedEnrichments.add(lead);
    erasedCrmLinks.add(lead);
    for (const [index, held] of [
      [personKeys, keys.persons],
      [externalIds, keys.external],
      [submissions, keys.submissions],
    ] as const)
      for (const key of held) if (index.get(key) === lead) rows += Number(index.delete(key));
    return rows;
  }

  async bodies(page: { readonly limit: number; readonly cursor?: string }): Promise<Page<StoredBody>> {
    const deliveries = [...this.#world.deliveries.values()].map(({ body, corrected, ...delivery }) => ({
      ...delivery,
      body: body.slice(),
      ...(corrected && { corrected }),
    }));
    const refused = [...this.#world.refusedSamples].map(([key, sample]) => ({
      ...sample,
      id: `refused ${key}`,
      body: sample.body.slice(),
    }));
    return takePage<StoredBody>([...deliveries, ...refused], { ...page, placeOf: ({ id }) => id });
  }

  async bodiesReceivedBy(moment: Instant, page: { readonly limit: number; readonly cursor?: string }) {
    const ids = [
      ...[...this.#world.deliveries.values()].map(({ id, receivedAt }) => ({ id, receivedAt })),
      ...[...this.#world.refusedSamples].map(([key, { receivedAt }]) => ({ id: `refused ${key}`, receivedAt })),
    ].flatMap(({ id, receivedAt }) => (receivedAt <= moment ? [id] : []));
    return takePage(ids, { ...page, placeOf: (id) => id });
  }

  async eraseBody(id: string): Promise<void> {
    this.#world.deliveries.delete(id);
    if (id.startsWith('refused ')) this.#world.refusedSamples.delete(id.slice('refused '.length));
  }

  async eraseFindings(texts: readonly string[]): Promise<number> {
    const quoted = new Set(texts.map((text) => text.trim().toLowerCase()));
    let erased = 0;
    for (const findings of this.#world.findings.values())
      for (const [key, { kind }] of findings) {
        const { about } = JSON.parse(key) as { readonly about?: string };
        if (kind === 'unknown' && about !== undefined && quoted.has(about.trim().toLowerCase()))
          erased += Number(findings.delete(key));
      }
    return erased;
  }
}

/** Fake of the records of erasures, apart from the stores as the real ones are. */
export class InMemoryErasureRecords implements ErasureRecords {
  readonly #records = new Map<string, Erasure>();

  async save(erasure: Erasure): Promise<void> {
    this.#records.set(erasure.id, copyFrozen(erasure));
  }

  async list(page: { readonly limit: number; readonly cursor?: string }): Promise<Page<Erasure>> {
    return takePage([...this.#records.values()], { ...page, placeOf: recordNameOf });
  }
}
