import type { CrmSystem } from '../domain/crm/crm-fields.ts';
import type { CrmReading } from '../domain/crm/crm-reading.ts';

/** Stores how far each CRM has been read. */
export interface CrmReadingStore {
  load(system: CrmSystem): Promise<CrmReading | undefined>;
  /** @returns false when it has been saved by somebody else meanwhile */
  save(reading: CrmReading): Promise<boolean>;
}
