import type { Invocation } from '../../shared/runtime/lambda/invocation.ts';
import { readCrm } from '../../shared/use-cases/crm/read-crm.ts';
import type { ReadingDeps } from '../../shared/use-cases/crm/reading-deps.ts';
import { takeDeletedCompanies } from '../../shared/use-cases/crm/take-deleted-companies.ts';
import { takeDeletedDeals } from '../../shared/use-cases/crm/take-deleted-deals.ts';
import { takeDeletions } from '../../shared/use-cases/crm/take-deletions.ts';
import { createCrmReading } from '../wiring/crm-reading.ts';
import type { AfterWebhook } from './calls.ts';
import { reportReading } from './report-reading.ts';

/** What one more round may take: some calls of the CRM, and the leads of a page. */
const ROUND_MILLISECONDS = 20_000;

let deps: ReadingDeps | undefined;

/** Reads the connected CRM. Apart from the handler, so that nothing of it is loaded where there is no CRM. */
export async function readConnectedCrm(invocation: Invocation): Promise<void> {
  deps ??= createCrmReading();
  const mayGoOn = () => invocation.remainingMilliseconds() > ROUND_MILLISECONDS;
  reportReading(await readCrm(invocation.now, mayGoOn, deps), invocation);
}

/** Notes which records, deals and companies were deleted, by their ids. */
export async function noteDeletions(
  { deleted, deletedDeals, deletedCompanies }: Pick<AfterWebhook, 'deleted' | 'deletedDeals' | 'deletedCompanies'>,
  { now, log }: Invocation,
): Promise<void> {
  deps ??= createCrmReading();
  for (const { outcome, leadId } of [
    ...(await takeDeletions(deleted, now, deps)),
    ...(await takeDeletedDeals(deletedDeals, now, deps)),
    ...(await takeDeletedCompanies(deletedCompanies, deps)),
  ])
    log.debug('crm_record_deleted', { leadId, outcome });
}
