import type { CrmSubject } from '../../domain/crm/crm-change.ts';
import type { CrmSystem } from '../../domain/crm/crm-fields.ts';
import type { CrmLink } from '../../domain/crm/crm-link.ts';
import type { LeadId } from '../../domain/ids.ts';
import type { ReadingDeps } from './reading-deps.ts';

/** The lead that a record is about, with what is known of the record. */
interface LeadOfRecord {
  readonly lead: LeadId;
  readonly link: CrmLink | undefined;
}

/**
 * Finds the lead of a record: the one that the record names, if Baton knows that record to be its own, else the one with
 * the record's id. A record that somebody copied names a lead that is not its own.
 */
export async function leadOfRecord(
  { record, formerRecords, lead }: CrmSubject,
  system: CrmSystem,
  deps: Pick<ReadingDeps, 'leads' | 'links'>,
): Promise<LeadOfRecord | undefined> {
  const ids = [record, ...formerRecords];
  if (lead !== undefined) {
    const [link] = await deps.links.load([lead]);
    if (link?.system === system && (link.record === undefined || ids.includes(link.record))) return { lead, link };
  }
  for (const id of ids) {
    const found = await deps.leads.leadOfExternalId(`${system}:${id}`);
    if (found === undefined) continue;
    const [link] = await deps.links.load([found]);
    return { lead: found, link: link?.system === system ? link : undefined };
  }
  return undefined;
}

/** Finds the leads that something in the CRM is about, each once. */
export async function leadsOfRecords(
  about: readonly CrmSubject[],
  system: CrmSystem,
  deps: Pick<ReadingDeps, 'leads' | 'links'>,
): Promise<readonly LeadOfRecord[]> {
  const found = new Map<LeadId, LeadOfRecord>();
  for (const subject of about) {
    const one = await leadOfRecord(subject, system, deps);
    if (one && !found.has(one.lead)) found.set(one.lead, one);
  }
  return [...found.values()];
}
