import { describe } from 'vitest';
import { MemoryAccountStore } from '../../../shared/adapters/in-memory/in-memory-account-store.ts';
import { MemoryCompanyCache } from '../../../shared/adapters/in-memory/in-memory-company-cache.ts';
import { MemoryDeliveryStore } from '../../../shared/adapters/in-memory/in-memory-delivery-store.ts';
import { MemoryLeadStore } from '../../../shared/adapters/in-memory/in-memory-lead-store.ts';
import { MemoryObservationStore } from '../../../shared/adapters/in-memory/in-memory-observation-store.ts';
import { MemoryPlanStore } from '../../../shared/adapters/in-memory/in-memory-plan-store.ts';
import { MemoryRepStore } from '../../../shared/adapters/in-memory/in-memory-rep-store.ts';
import { MemoryReportStore } from '../../../shared/adapters/in-memory/in-memory-report-store.ts';
import { MemorySourceFindings } from '../../../shared/adapters/in-memory/in-memory-source-findings.ts';
import { MemorySourceStore } from '../../../shared/adapters/in-memory/in-memory-source-store.ts';
import { MemoryTerritoryStore } from '../../../shared/adapters/in-memory/in-memory-territory-store.ts';
import { MemoryWebhookStore } from '../../../shared/adapters/in-memory/in-memory-webhook-store.ts';
import { emptyWorld } from '../../../shared/adapters/in-memory/in-memory-world.ts';
import { accountStoreContract } from '../contracts/account-store-contract.ts';
import { companyCacheContract } from '../contracts/company-cache-contract.ts';
import { deliveryStoreContract } from '../contracts/delivery-store-contract.ts';
import { leadStoreContract } from '../contracts/lead-store-contract.ts';
import { observationStoreContract } from '../contracts/observation-store-contract.ts';
import { planStoreContract } from '../contracts/plan-store-contract.ts';
import { repStoreContract } from '../contracts/rep-store-contract.ts';
import { reportStoreContract } from '../contracts/report-store-contract.ts';
import { sourceFindingsContract } from '../contracts/source-findings-contract.ts';
import { sourceStoreContract } from '../contracts/source-store-contract.ts';
import { territoryStoreContract } from '../contracts/territory-store-contract.ts';
import { webhookStoreContract } from '../contracts/webhook-store-contract.ts';

async function emptyStores() {
  const world = emptyWorld();
  const observations = new MemoryObservationStore(world);
  return { leads: new MemoryLeadStore(world), reps: new MemoryRepStore(world), observations };
}

describe('in memory', () => {
  leadStoreContract(emptyStores);
  companyCacheContract(async () => new MemoryCompanyCache());
  repStoreContract(emptyStores);
  observationStoreContract(emptyStores);
  accountStoreContract(async () => new MemoryAccountStore(emptyWorld()));
  territoryStoreContract(async () => new MemoryTerritoryStore(emptyWorld()));
  planStoreContract(async () => new MemoryPlanStore(emptyWorld()));
  deliveryStoreContract(async () => new MemoryDeliveryStore(emptyWorld()));
  reportStoreContract(async () => new MemoryReportStore(emptyWorld()));
  sourceFindingsContract(async () => new MemorySourceFindings(emptyWorld()));
  sourceStoreContract(async () => new MemorySourceStore(emptyWorld()));
  webhookStoreContract(async () => new MemoryWebhookStore());
});
