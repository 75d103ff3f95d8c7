import type { CrmCompany } from '../../shared/domain/crm/crm-company.ts';
import { type CrmFailureCode, crmReasonText } from '../../shared/domain/crm/crm-failure.ts';
import type { CrmCompanies } from '../../shared/ports/crm-companies.ts';

/** Failures that pass within seconds. */
const PASSING: readonly CrmFailureCode[] = ['rate_limited', 'timeout', 'server_error', 'unreachable'];
const MAX_ATTEMPTS = 5;
/** How long to wait before the next attempt, unless the CRM says. */
const WAIT_SECONDS = 5;
/** The longest that is waited for, whatever the CRM says. */
const MAX_WAIT_SECONDS = 60;
/** How many pages are read before the next line of progress. */
const PAGES_PER_LINE = 20;

interface ReadDeps {
  readonly sleep: (seconds: number) => Promise<void>;
  /** Says how far it is. */
  readonly progress: (line: string) => void;
}

/**
 * Reads all companies of a CRM, page by page. Waits when the CRM asks to.
 * @throws a sentence when the CRM cannot be read; nobody must take a part for all
 */
export async function readAllCompanies(
  crm: Pick<CrmCompanies, 'page'>,
  { sleep, progress }: ReadDeps,
): Promise<readonly CrmCompany[]> {
  const all = new Map<string, CrmCompany>();
  let after: string | undefined;
  let attempt = 1;
  for (let pages = 1; ; ) {
    const page = await crm.page(after);
    if (!page.ok) {
      const { code, retryAfterSeconds = WAIT_SECONDS } = page.problem;
      if (!PASSING.includes(code) || attempt >= MAX_ATTEMPTS)
        throw new Error(`Not read. ${crmReasonText(page.problem)}`);
      attempt += 1;
      await sleep(Math.min(retryAfterSeconds, MAX_WAIT_SECONDS));
      continue;
    }
    attempt = 1;
    for (const company of page.value.companies) all.set(company.id, company);
    if (page.value.next === undefined) return [...all.values()];
    if (pages % PAGES_PER_LINE === 0) progress(`${all.size} companies read …`);
    after = page.value.next;
    pages += 1;
  }
}
