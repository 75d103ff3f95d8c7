import type { CrmSystem } from '../../domain/crm/crm-fields.ts';
import type { CrmReading } from '../../domain/crm/crm-reading.ts';
import type { CrmReadingStore } from '../../ports/crm-reading-store.ts';
import { copyFrozen } from './frozen-copy.ts';

/** Fake of the store of how far CRMs have been read. */
export class InMemoryCrmReadingStore implements CrmReadingStore {
  readonly #readings = new Map<CrmSystem, CrmReading>();

  async load(system: CrmSystem): Promise<CrmReading | undefined> {
    return this.#readings.get(system);
  }

  async save(reading: CrmReading): Promise<boolean> {
    const { system, version } = reading;
    if ((this.#readings.get(system)?.version ?? 0) !== version) return false;
    this.#readings.set(system, copyFrozen({ ...reading, version: version + 1 }));
    return true;
  }
}
