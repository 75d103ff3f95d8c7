import type { CrmCompany } from '../../domain/crm/crm-company.ts';
import { advance, type CrmCursor, isTaken } from '../../domain/crm/crm-reading.ts';
import { addSeconds } from '../../domain/instant.ts';
import type { ReadingContext, ReadingDeps, TakenChange } from './reading-deps.ts';
import { takeCompany } from './take-company.ts';

/** How far companies were read, and what became of them. */
interface ReadCompanies {
  /** The same object as before if nothing is to be saved. */
  readonly cursors: Readonly<Record<string, CrmCursor>>;
  readonly taken: readonly TakenChange[];
  /** A store failed; what was taken before stays taken. */
  readonly error?: { readonly because: unknown };
}

/**
 * Reads the companies that were changed in the CRM since the last run, a page of them, so that accounts follow. If they
 * cannot be read, the cursor says why, and the next run goes on.
 */
export async function readCompanies(
  cursors: Readonly<Record<string, CrmCursor>>,
  { companies: crm, settings, repOf }: Pick<ReadingContext, 'companies' | 'settings' | 'repOf'>,
  deps: Pick<ReadingDeps, 'accounts'>,
): Promise<ReadCompanies> {
  if (!crm || !settings.accounts) return { cursors, taken: [] };
  const { kind, overlapSeconds } = crm;
  const before = cursors[kind];
  const cursor = before ?? { readUntil: settings.accounts.since, taken: [] };
  const page = await crm.changed(addSeconds(cursor.readUntil, -overlapSeconds), (one) => isTaken(cursor, one));
  if (!page.ok) {
    const { code: because } = page.problem;
    return {
      cursors: before?.because === because ? cursors : { ...cursors, [kind]: { ...cursor, because } },
      taken: [],
    };
  }
  const { companies, readUntil } = page.value;
  const done: CrmCompany[] = [];
  const taken: TakenChange[] = [];
  let error: { readonly because: unknown } | undefined;
  try {
    for (const company of companies) {
      taken.push(...(await takeCompany(company, { system: settings.system, repOf }, deps)));
      done.push(company);
    }
  } catch (because) {
    error = { because };
  }
  const isSame = done.length === 0 && before && !before.because && (readUntil ?? '') <= before.readUntil;
  const after = advance(cursor, done, { overlapSeconds, readUntil: error ? undefined : readUntil });
  return { cursors: isSame ? cursors : { ...cursors, [kind]: after }, taken, ...(error && { error }) };
}
