import { CRM_USERS } from '../../../cli/fakes/crm/fake-crm.ts';
import { InMemoryCrm } from '../../../shared/adapters/in-memory/in-memory-crm.ts';
import { crmContract } from '../contracts/crm-contract.ts';

crmContract(async () => {
  const crm = new InMemoryCrm(CRM_USERS);
  return {
    crm,
    property: 'status',
    records: async () => [...crm.records].map(([id, record]) => ({ id, ...record })),
    tasks: async () => [...crm.tasks].map(([id, task]) => ({ id, ...task })),
  };
});
