import { personKeysOf } from '../../domain/enrichment/person-keys.ts';
import type { FollowUpExecutions } from '../../ports/follow-up-executions.ts';
import type { ReportStore } from '../../ports/report-store.ts';
import type { WaitingTaskStore } from '../../ports/waiting-tasks.ts';
import type { Deps } from '../../use-cases/deps.ts';
import { hashPersonKey } from '../crypto/person-key.ts';
import { sha256 } from '../crypto/sha256.ts';
import { OfflineEnricher } from '../enrichment/offline-enrichment.ts';
import { readSourceBody } from '../intake/read-body.ts';
import { InMemoryAccountStore } from './in-memory-account-store.ts';
import { InMemoryAnswerLinks } from './in-memory-answer-links.ts';
import { InMemoryCalendarStore } from './in-memory-calendar-store.ts';
import { InMemoryDeliveryStore } from './in-memory-delivery-store.ts';
import { InMemoryDoNotContactList } from './in-memory-do-not-contact.ts';
import { InMemoryDoorbell } from './in-memory-doorbell.ts';
import { InMemoryFollowUpExecutions } from './in-memory-follow-up-executions.ts';
import { InMemoryHeldMatters } from './in-memory-held-matters.ts';
import { InMemoryLeadStore } from './in-memory-lead-store.ts';
import { InMemoryNotifier } from './in-memory-notifier.ts';
import { InMemoryShadowStore } from './in-memory-observation-store.ts';
import { InMemoryOpenExecutions } from './in-memory-open-executions.ts';
import { InMemoryPilotStore } from './in-memory-pilot-store.ts';
import { InMemoryPlanJournal } from './in-memory-plan-journal.ts';
import { InMemoryPlanStore } from './in-memory-plan-store.ts';
import { InMemoryRepStore } from './in-memory-rep-store.ts';
import { InMemoryReportStore } from './in-memory-report-store.ts';
import { InMemoryFindingStore } from './in-memory-source-findings.ts';
import { InMemorySourceStore } from './in-memory-source-store.ts';
import { InMemoryTerritoryStore } from './in-memory-territory-store.ts';
import { InMemoryWaitingTaskStore } from './in-memory-waiting-tasks.ts';
import { createWorld, type InMemoryWorld } from './in-memory-world.ts';

/** All dependencies of the use cases, in memory, with access to the fakes' test methods. */
export interface InMemoryDeps extends Deps {
  readonly world: InMemoryWorld;
  readonly doorbell: InMemoryDoorbell;
  readonly notifier: InMemoryNotifier;
  readonly pilots: InMemoryPilotStore;
  readonly reports: ReportStore;
  readonly planJournal: InMemoryPlanJournal;
  readonly executions: FollowUpExecutions;
  readonly waitingTasks: WaitingTaskStore;
  readonly openExecutions: InMemoryOpenExecutions;
}

/**
 * Returns in-memory dependencies for the use cases of one process. Several over the same world act like several
 * processes on the same tables.
 */
export function createInMemoryDeps(world: InMemoryWorld = createWorld()): InMemoryDeps {
  const keyedHash: Deps['keyedHash'] = async (text) => hashPersonKey('in memory', text);
  const leads = new InMemoryLeadStore(world);
  return {
    world,
    leads,
    reps: new InMemoryRepStore(world),
    calendars: new InMemoryCalendarStore(),
    plans: new InMemoryPlanStore(world),
    pilots: new InMemoryPilotStore(world),
    reports: new InMemoryReportStore(world),
    planJournal: new InMemoryPlanJournal(),
    accounts: new InMemoryAccountStore(world),
    territories: new InMemoryTerritoryStore(world),
    deliveries: new InMemoryDeliveryStore(world),
    sources: new InMemorySourceStore(world),
    findings: new InMemoryFindingStore(world),
    readBody: readSourceBody,
    doorbell: new InMemoryDoorbell(),
    executions: new InMemoryFollowUpExecutions(),
    waitingTasks: new InMemoryWaitingTaskStore(leads),
    openExecutions: new InMemoryOpenExecutions(),
    notifier: new InMemoryNotifier(async () => world.mode),
    heldMatters: new InMemoryHeldMatters(world),
    observations: new InMemoryShadowStore(world),
    mode: async () => world.mode,
    answerLinks: new InMemoryAnswerLinks(),
    enrichment: new OfflineEnricher(),
    personKeys: (person) => Promise.all(personKeysOf(person).map(keyedHash)),
    keyedHash,
    doNotContact: new InMemoryDoNotContactList(world),
    hash: sha256,
    newId: () => {
      world.idsIssued += 1;
      return String(world.idsIssued).padStart(26, '0');
    },
  };
}
