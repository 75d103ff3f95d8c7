import { InMemoryCrmReadingStore } from '../../../shared/adapters/in-memory/in-memory-crm-readings.ts';
import { crmReadingStoreContract } from '../contracts/crm-reading-store-contract.ts';

crmReadingStoreContract(async () => new InMemoryCrmReadingStore());
