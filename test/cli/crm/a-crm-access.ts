import type { CrmAccess } from '../../../cli/crm/crm-access.ts';
import { InMemoryCrmChanges } from '../../../shared/adapters/in-memory/in-memory-crm-changes.ts';
import { InMemoryCrmCompanies } from '../../../shared/adapters/in-memory/in-memory-crm-companies.ts';
import { InMemorySettingsStore } from '../../../shared/adapters/in-memory/in-memory-settings-store.ts';
import type { CrmSecrets } from '../../../shared/adapters/secrets-manager/crm-secret.ts';
import { failure, success } from '../../../shared/domain/result.ts';
import type { CrmProperty } from '../../../shared/ports/crm.ts';
import { aRep } from '../../support/builders/rep.ts';
import { aCrmOffice, type CrmOffice } from '../../use-cases/crm/a-crm-office.ts';

export const TOKEN = 'pat-eu1-1';
const named = (name: string, type: CrmProperty['type'], more: Partial<CrmProperty> = {}) => ({
  name,
  type,
  writable: true,
  ...more,
});

/** An environment whose CRM accepts one token, with what was stored there. */
export interface CrmAccessUnderTest {
  readonly access: CrmAccess;
  readonly office: CrmOffice;
  readonly companies: InMemoryCrmCompanies;
  readonly stored: { secrets: CrmSecrets };
  properties: CrmProperty[];
}

export async function aCrmAccess(): Promise<CrmAccessUnderTest> {
  const office = await aCrmOffice();
  const { deps } = office;
  const stored: { secrets: CrmSecrets } = { secrets: {} };
  const companies = new InMemoryCrmCompanies();
  const made: CrmAccessUnderTest = {
    office,
    companies,
    stored,
    properties: [
      ...['lead', 'status', 'outcome', 'band', 'rule', 'method', 'assigned_by', 'team'].map((name) =>
        named(`baton_${name}`, 'text'),
      ),
      named('baton_score', 'number'),
      named('baton_sla_due', 'moment'),
    ],
    access: {
      apiUrl: 'https://leads.acme.example',
      settings: new InMemorySettingsStore(),
      readSecrets: async () => stored.secrets,
      writeSecrets: async (secrets) => void Object.assign(stored, { secrets }),
      listReps: async () => [aRep({ id: 'kim' }), aRep({ id: 'lea' }), aRep({ id: 'left', active: false })],
      openCompanies: () => companies,
      listAccounts: () => office.stores.accounts.list(),
      openChanges: () => new InMemoryCrmChanges(),
      loadReading: async () => undefined,
      stores: {
        ...deps,
        accounts: office.stores.accounts,
        leads: office.stores.leads,
        links: office.links,
        nudges: office.nudges,
      },
      open: (_, { hubspot }) => ({
        ownerProperty: office.crm.ownerProperty,
        saveRecords: (writes) => office.crm.saveRecords(writes),
        saveTasks: (writes) => office.crm.saveTasks(writes),
        users: async () => (hubspot?.token === TOKEN ? office.crm.users() : failure({ code: 'unauthorized' })),
        properties: async () => success(made.properties),
      }),
    },
  };
  return made;
}
