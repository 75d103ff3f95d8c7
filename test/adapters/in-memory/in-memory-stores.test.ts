import { describe } from 'vitest';
import { InMemoryAccountStore } from '../../../shared/adapters/in-memory/in-memory-account-store.ts';
import { InMemoryCompanyCache } from '../../../shared/adapters/in-memory/in-memory-company-cache.ts';
import { InMemoryDeliveryStore } from '../../../shared/adapters/in-memory/in-memory-delivery-store.ts';
import { InMemoryLeadStore } from '../../../shared/adapters/in-memory/in-memory-lead-store.ts';
import { InMemoryNoticeStore } from '../../../shared/adapters/in-memory/in-memory-notice-store.ts';
import { InMemoryShadowStore } from '../../../shared/adapters/in-memory/in-memory-observation-store.ts';
import { InMemoryPlanStore } from '../../../shared/adapters/in-memory/in-memory-plan-store.ts';
import { InMemoryRateLimiter } from '../../../shared/adapters/in-memory/in-memory-rate-limiter.ts';
import { InMemoryRepStore } from '../../../shared/adapters/in-memory/in-memory-rep-store.ts';
import { InMemoryReportStore } from '../../../shared/adapters/in-memory/in-memory-report-store.ts';
import { InMemorySettingsStore } from '../../../shared/adapters/in-memory/in-memory-settings-store.ts';
import { InMemoryFindingStore } from '../../../shared/adapters/in-memory/in-memory-source-findings.ts';
import { InMemorySourceStore } from '../../../shared/adapters/in-memory/in-memory-source-store.ts';
import { InMemoryTerritoryStore } from '../../../shared/adapters/in-memory/in-memory-territory-store.ts';
import { InMemoryWaitingTaskStore } from '../../../shared/adapters/in-memory/in-memory-waiting-tasks.ts';
import { InMemoryWebhookStore } from '../../../shared/adapters/in-memory/in-memory-webhook-store.ts';
import { createWorld } from '../../../shared/adapters/in-memory/in-memory-world.ts';
import { accountStoreContract } from '../contracts/account-store-contract.ts';
import { companyCacheContract } from '../contracts/company-cache-contract.ts';
import { deliveryStoreContract } from '../contracts/delivery-store-contract.ts';
import { leadStoreContract } from '../contracts/lead-store-contract.ts';
import { noticeStoreContract } from '../contracts/notice-store-contract.ts';
import { shadowStoreContract } from '../contracts/observation-store-contract.ts';
import { planStoreContract } from '../contracts/plan-store-contract.ts';
import { rateLimiterContract } from '../contracts/rate-limiter-contract.ts';
import { repStoreContract } from '../contracts/rep-store-contract.ts';
import { reportStoreContract } from '../contracts/report-store-contract.ts';
import { settingsStoreContract } from '../contracts/settings-store-contract.ts';
import { findingStoreContract } from '../contracts/source-findings-contract.ts';
import { sourceStoreContract } from '../contracts/source-store-contract.ts';
import { territoryStoreContract } from '../contracts/territory-store-contract.ts';
import { waitingTaskStoreContract } from '../contracts/waiting-task-store-contract.ts';
import { webhookStoreContract } from '../contracts/webhook-store-contract.ts';

async function emptyStores() {
  const world = createWorld();
  const observations = new InMemoryShadowStore(world);
  return { leads: new InMemoryLeadStore(world), reps: new InMemoryRepStore(world), observations };
}

describe('in memory', () => {
  leadStoreContract(emptyStores);
  companyCacheContract(async () => new InMemoryCompanyCache());
  repStoreContract(emptyStores);
  shadowStoreContract(emptyStores);
  accountStoreContract(async () => new InMemoryAccountStore(createWorld()));
  territoryStoreContract(async () => new InMemoryTerritoryStore(createWorld()));
  planStoreContract(async () => new InMemoryPlanStore(createWorld()));
  deliveryStoreContract(async () => new InMemoryDeliveryStore(createWorld()));
  reportStoreContract(async () => new InMemoryReportStore(createWorld()));
  rateLimiterContract(async () => new InMemoryRateLimiter());
  findingStoreContract(async () => new InMemoryFindingStore(createWorld()));
  settingsStoreContract(async () => new InMemorySettingsStore());
  sourceStoreContract(async () => new InMemorySourceStore(createWorld()));
  waitingTaskStoreContract(async () => new InMemoryWaitingTaskStore());
  noticeStoreContract(async () => new InMemoryNoticeStore());
  webhookStoreContract(async () => new InMemoryWebhookStore());
});
