import { afterAll, describe, inject } from 'vitest';
import { AccountTable } from '../../../shared/adapters/dynamodb/account-table.ts';
import { CalendarTable } from '../../../shared/adapters/dynamodb/calendar-table.ts';
import { CompanyTable } from '../../../shared/adapters/dynamodb/company-table.ts';
import { Database } from '../../../shared/adapters/dynamodb/database.ts';
import { DeliveryTable } from '../../../shared/adapters/dynamodb/delivery-table.ts';
import { DigestTable } from '../../../shared/adapters/dynamodb/digest-table.ts';
import { FindingTable } from '../../../shared/adapters/dynamodb/finding-table.ts';
import { HeldMatterTable } from '../../../shared/adapters/dynamodb/held-matter-table.ts';
import { ApiKeyTable } from '../../../shared/adapters/dynamodb/key-table.ts';
import { LeadTable } from '../../../shared/adapters/dynamodb/lead-table.ts';
import { NoticeTable } from '../../../shared/adapters/dynamodb/notice-table.ts';
import { ShadowTable } from '../../../shared/adapters/dynamodb/observation-table.ts';
import { PlanJournalTable } from '../../../shared/adapters/dynamodb/plan-journal-table.ts';
import { PlanTable } from '../../../shared/adapters/dynamodb/plan-table.ts';
import { RateTable } from '../../../shared/adapters/dynamodb/rate-table.ts';
import { RepTable } from '../../../shared/adapters/dynamodb/rep-table.ts';
import { ReportTable } from '../../../shared/adapters/dynamodb/report-table.ts';
import { SettingsTable } from '../../../shared/adapters/dynamodb/settings-table.ts';
import { SourceTable } from '../../../shared/adapters/dynamodb/source-table.ts';
import { PackedTerritoryTable } from '../../../shared/adapters/dynamodb/territory-table.ts';
import { TimerTable } from '../../../shared/adapters/dynamodb/timer-table.ts';
import { WebhookTable } from '../../../shared/adapters/dynamodb/webhook-table.ts';
import { success } from '../../../shared/domain/result.ts';
import { aPlan } from '../../support/builders/plan.ts';
import { accountStoreContract } from '../contracts/account-store-contract.ts';
import { calendarStoreContract } from '../contracts/calendar-store-contract.ts';
import { companyCacheContract } from '../contracts/company-cache-contract.ts';
import { deliveryStoreContract } from '../contracts/delivery-store-contract.ts';
import { digestStoreContract } from '../contracts/digest-store-contract.ts';
import { heldMatterContract } from '../contracts/held-matter-contract.ts';
import { keyStoreContract } from '../contracts/key-store-contract.ts';
import { leadStoreContract } from '../contracts/lead-store-contract.ts';
import { noticeStoreContract } from '../contracts/notice-store-contract.ts';
import { shadowStoreContract } from '../contracts/observation-store-contract.ts';
import { planJournalContract } from '../contracts/plan-journal-contract.ts';
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
import { aClient, createBucket, createTables } from './test-tables.ts';

/** The contracts of the in-memory fakes, run against the tables on a real endpoint. Each test gets its own tables. */
describe('on DynamoDB', () => {
  const endpoint = inject('awsEndpoint');
  const client = aClient(endpoint);
  afterAll(() => client.destroy());

  const makeStores = async () => {
    const tables = await createTables(endpoint);
    const db = new Database(client);
    const observations = new ShadowTable({ db, table: tables.leads });
    return { leads: new LeadTable({ db, tables }), reps: new RepTable({ db, table: tables.reps }), observations };
  };

  const makePlans = async () => {
    const { reps } = await createTables(endpoint);
    const read = (tree: unknown) => success(aPlan(JSON.stringify(tree).includes('second') ? { owner: 'ivo' } : {}));
    return new PlanTable({ db: new Database(client), table: reps, read });
  };

  const makeReports = async () => {
    const { reps } = await createTables(endpoint);
    return new ReportTable({ db: new Database(client), table: reps });
  };

  const makeAccounts = async () => {
    const { reps } = await createTables(endpoint);
    return new AccountTable({ db: new Database(client), table: reps });
  };

  const makeTerritories = async () => {
    const { reps } = await createTables(endpoint);
    return new PackedTerritoryTable({ db: new Database(client), table: reps });
  };

  const makeSources = async () => {
    const { reps } = await createTables(endpoint);
    return new SourceTable({ db: new Database(client), table: reps });
  };

  const makeSettings = async () => {
    const { reps } = await createTables(endpoint);
    return new SettingsTable({ db: new Database(client), table: reps });
  };

  const makeFindings = async () => {
    const { deliveries } = await createTables(endpoint);
    return new FindingTable({ db: new Database(client), table: deliveries });
  };

  const makeCompanies = async () => {
    const { leads } = await createTables(endpoint);
    return new CompanyTable({ db: new Database(client), table: leads });
  };

  const makeWebhooks = async () => new WebhookTable({ db: new Database(client), tables: await createTables(endpoint) });

  const makeDeliveries = async () => {
    const { deliveries } = await createTables(endpoint);
    const bodies = await createBucket(endpoint);
    return new DeliveryTable({ db: new Database(client), table: deliveries, bodies, retentionSeconds: 90 * 24 * 3600 });
  };

  describe('the lead table', () => leadStoreContract(makeStores));
  describe('the rep table', () => repStoreContract(makeStores));
  describe('the table of observations', () => shadowStoreContract(makeStores));
  describe('the account table', () => accountStoreContract(makeAccounts));
  describe('the territory table', () => territoryStoreContract(makeTerritories));
  describe('the plan table', () => planStoreContract(makePlans));
  describe('the journal of the plan', () =>
    planJournalContract(async () => {
      const { reps } = await createTables(endpoint);
      return new PlanJournalTable({ db: new Database(client), table: reps });
    }));
  describe('the report table', () => reportStoreContract(makeReports));
  describe('the rows of waiting executions', () =>
    waitingTaskStoreContract(async () => {
      const { leads } = await createTables(endpoint);
      return new TimerTable({ db: new Database(client), table: leads });
    }));
  describe('the table of API keys', () =>
    keyStoreContract(async () => {
      const { reps } = await createTables(endpoint);
      return new ApiKeyTable({ db: new Database(client), table: reps });
    }));

  describe('the table of calendars', () =>
    calendarStoreContract(async () => {
      const { reps } = await createTables(endpoint);
      return new CalendarTable({ db: new Database(client), table: reps });
    }));
  describe('the table of notices', () =>
    noticeStoreContract(async () => {
      const { leads } = await createTables(endpoint);
      return new NoticeTable({ db: new Database(client), table: leads });
    }));
  describe('the rows of digests', () =>
    digestStoreContract(async () => {
      const { leads } = await createTables(endpoint);
      return new DigestTable({ db: new Database(client), table: leads });
    }));
  describe('the rows of held matters', () =>
    heldMatterContract(async () => {
      const { leads } = await createTables(endpoint);
      return new HeldMatterTable({ db: new Database(client), table: leads });
    }));
  describe('the table of webhooks', () => webhookStoreContract(makeWebhooks));
  describe('the source table', () => sourceStoreContract(makeSources));
  describe('the settings table', () => settingsStoreContract(makeSettings));
  describe('the counts of a minute', () =>
    rateLimiterContract(async () => {
      const { deliveries } = await createTables(endpoint);
      return new RateTable({ db: new Database(client), table: deliveries });
    }));
  describe('the table of findings', () => findingStoreContract(makeFindings));
  describe('the table of companies', () => companyCacheContract(makeCompanies));
  describe('the delivery table', () => deliveryStoreContract(makeDeliveries));
});
