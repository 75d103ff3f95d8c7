import type { CrmCompany } from '../../domain/crm/crm-company.ts';
import type { CrmFailure } from '../../domain/crm/crm-failure.ts';
import type { Instant } from '../../domain/instant.ts';
import { failure, type Result, success } from '../../domain/result.ts';
import type { ChangedCompanies, CrmCompanies, CrmCompanyPage } from '../../ports/crm-companies.ts';

/** The most companies that the fake tells of at once. */
export const COMPANIES_PAGE = 3;

/** Fake of a CRM whose companies are read. */
export class InMemoryCrmCompanies implements CrmCompanies {
  readonly kind = 'companies';
  readonly overlapSeconds = 120;
  readonly companies = new Map<string, CrmCompany>();
  /** Companies that were changed, but are not told of yet. */
  readonly unindexed = new Set<string>();
  /** What the next calls are answered with. */
  readonly failing: CrmFailure[] = [];
  calls = 0;

  async page(after = ''): Promise<Result<CrmCompanyPage, CrmFailure>> {
    this.calls += 1;
    const failed = this.failing.shift();
    if (failed) return failure(failed);
    const all = [...this.companies.values()]
      .filter(({ id, isDeleted }) => id > after && !isDeleted)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const companies = all.slice(0, COMPANIES_PAGE);
    const last = all.length > COMPANIES_PAGE ? companies.at(-1) : undefined;
    return success({ companies, ...(last && { next: last.id }) });
  }

  async deleted(ids: readonly string[]): Promise<Result<readonly CrmCompany[], CrmFailure>> {
    const failed = this.failing.shift();
    if (failed) return failure(failed);
    return success(ids.flatMap((id) => this.companies.get(id) ?? []).filter(({ isDeleted }) => isDeleted));
  }

  async changed(
    from: Instant,
    isTaken: Parameters<CrmCompanies['changed']>[1],
  ): Promise<Result<ChangedCompanies, CrmFailure>> {
    this.calls += 1;
    const failed = this.failing.shift();
    if (failed) return failure(failed);
    const companies = [...this.companies.values()]
      .filter((one) => one.changedAt >= from && !isTaken(one) && !this.unindexed.has(one.id))
      .toSorted((a, b) => (a.changedAt < b.changedAt ? -1 : 1))
      .slice(0, COMPANIES_PAGE);
    const last = companies.at(-1);
    return success({ companies, ...(last && { readUntil: last.changedAt }) });
  }
}
