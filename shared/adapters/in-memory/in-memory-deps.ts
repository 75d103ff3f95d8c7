import { personKeys } from '../../domain/enrichment/person-keys.ts';
import type { ReportStore } from '../../ports/report-store.ts';
import type { Deps } from '../../use-cases/deps.ts';
import { personKey } from '../crypto/person-key.ts';
import { OfflineEnrichment } from '../enrichment/offline-enrichment.ts';
import { readSourceBody, sha256 } from '../intake/read-body.ts';
import { MemoryAccountStore } from './in-memory-account-store.ts';
import { MemoryAnswerLinks } from './in-memory-answer-links.ts';
import { MemoryDeliveryStore } from './in-memory-delivery-store.ts';
import { MemoryDoorbell } from './in-memory-doorbell.ts';
import { MemoryLeadStore } from './in-memory-lead-store.ts';
import { MemoryNotifier } from './in-memory-notifier.ts';
import { MemoryObservationStore } from './in-memory-observation-store.ts';
import { MemoryPlanStore } from './in-memory-plan-store.ts';
import { MemoryRepStore } from './in-memory-rep-store.ts';
import { MemoryReportStore } from './in-memory-report-store.ts';
import { MemorySourceFindings } from './in-memory-source-findings.ts';
import { MemorySourceStore } from './in-memory-source-store.ts';
import { MemoryTerritoryStore } from './in-memory-territory-store.ts';
import { emptyWorld, type MemoryWorld } from './in-memory-world.ts';

/** All dependencies of the use cases, in memory, with access to the fakes' test methods. */
export interface MemoryDeps extends Deps {
  readonly world: MemoryWorld;
  readonly doorbell: MemoryDoorbell;
  readonly notifier: MemoryNotifier;
  readonly reports: ReportStore;
}

/**
 * Returns in-memory dependencies for the use cases of one process. Several over the same world act like several
 * processes on the same tables.
 */
export function memoryDeps(world: MemoryWorld = emptyWorld()): MemoryDeps {
  return {
    world,
    leads: new MemoryLeadStore(world),
    reps: new MemoryRepStore(world),
    plans: new MemoryPlanStore(world),
    reports: new MemoryReportStore(world),
    accounts: new MemoryAccountStore(world),
    territories: new MemoryTerritoryStore(world),
    deliveries: new MemoryDeliveryStore(world),
    sources: new MemorySourceStore(world),
    findings: new MemorySourceFindings(world),
    readBody: readSourceBody,
    doorbell: new MemoryDoorbell(),
    notifier: new MemoryNotifier(async () => world.mode),
    observations: new MemoryObservationStore(world),
    mode: async () => world.mode,
    answerLinks: new MemoryAnswerLinks(),
    enrichment: new OfflineEnrichment(),
    personKeys: async (person) => personKeys(person).map((identifier) => personKey('in memory', identifier)),
    hash: sha256,
    newId: () => {
      world.idsGiven += 1;
      return String(world.idsGiven).padStart(26, '0');
    },
  };
}
