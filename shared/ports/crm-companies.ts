import type { CrmCompany } from '../domain/crm/crm-company.ts';
import type { CrmFailure } from '../domain/crm/crm-failure.ts';
import type { Instant } from '../domain/instant.ts';
import type { Result } from '../domain/result.ts';

/** Some of all companies. */
export interface CrmCompanyPage {
  readonly companies: readonly CrmCompany[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: string;
}

/** Some companies that were changed, oldest change first. */
export interface ChangedCompanies {
  /** Without those that were to be left out. */
  readonly companies: readonly CrmCompany[];
  /** When the last one that was looked at was changed; absent if there was none. */
  readonly readUntil?: Instant;
}

/**
 * Reads the companies of a CRM. Failures of the CRM are values. Each call of {@link changed} makes a few requests at
 * most: what is left is read by the next one.
 */
export interface CrmCompanies {
  /** The CRM's name of its companies, under which the cursor is kept. */
  readonly kind: string;
  /** How much of the past must be read again, since a change may be told of some time after it was made. */
  readonly overlapSeconds: number;
  /** Reads one page of all companies. @param after `next` of the page before */
  page(after?: string): Promise<Result<CrmCompanyPage, CrmFailure>>;
  /** Reads what was changed then or later. @param isTaken what need not be returned again */
  changed(
    from: Instant,
    isTaken: (company: Pick<CrmCompany, 'id' | 'changedAt'>) => boolean,
  ): Promise<Result<ChangedCompanies, CrmFailure>>;
  /** Returns those of these companies that somebody deleted, unless {@link changed} tells of them. */
  deleted(ids: readonly string[]): Promise<Result<readonly CrmCompany[], CrmFailure>>;
}
