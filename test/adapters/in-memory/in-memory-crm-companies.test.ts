import { describe } from 'vitest';
import { COMPANIES_PAGE, InMemoryCrmCompanies } from '../../../shared/adapters/in-memory/in-memory-crm-companies.ts';
import { domainsOfCompany } from '../../../shared/domain/crm/crm-company.ts';
import { crmCompaniesContract } from '../contracts/crm-companies-contract.ts';

const CODES = { short: 'rate_limited', daily: 'daily_limit', forbidden: 'forbidden' } as const;

describe('the fake', () => {
  crmCompaniesContract(async () => {
    const companies = new InMemoryCrmCompanies();
    return {
      companies,
      put: ({ website, isCustomer, ...company }) => {
        const domains = domainsOfCompany([website]);
        const status = isCustomer && ({ status: 'customer' } as const);
        companies.companies.set(company.id, { ...company, domains, formerIds: [], ...status });
      },
      merge: (kept, merged, changedAt) => {
        const before = companies.companies.get(kept);
        companies.companies.delete(merged);
        if (before) companies.companies.set(kept, { ...before, changedAt, formerIds: [merged] });
      },
      hide: (id) => {
        companies.unindexed.clear();
        if (id !== undefined) companies.unindexed.add(id);
      },
      refuseNext: (why) => void companies.failing.push({ code: CODES[why] }),
      page: COMPANIES_PAGE,
    };
  });
});
