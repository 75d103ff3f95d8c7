import type { ReadingDeps, TakenChange } from './reading-deps.ts';
import { takeCompany } from './take-company.ts';

/**
 * Lets accounts go whose companies were deleted in the CRM, if accounts follow it. The CRM is asked whether they are
 * deleted. While it does not answer, nothing happens: the next reading of all companies finds them.
 * @param companies the CRM's ids
 * @throws when a store fails
 */
export async function takeDeletedCompanies(
  companies: readonly string[],
  deps: Pick<ReadingDeps, 'accounts' | 'connection' | 'mode'>,
): Promise<readonly TakenChange[]> {
  const connection = companies.length === 0 ? undefined : await deps.connection();
  if (!connection?.companies || (await deps.mode()) === 'shadow') return [];
  const deleted = await connection.companies.deleted(companies);
  if (!deleted.ok) return [];
  const context = { system: connection.settings.system, repOf: () => undefined };
  const taken: TakenChange[] = [];
  for (const company of deleted.value) taken.push(...(await takeCompany(company, context, deps)));
  return taken;
}
