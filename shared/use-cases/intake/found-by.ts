import type { LeadId } from '../../domain/ids.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Claims, KeyClaim } from '../../ports/lead-store.ts';

/** Keys and earlier leads noted with a lead, newest kept: a lead must stay small however often its person writes. */
const MAX_NOTES = 200;

/** Returns the keys of the submissions that a lead notes, a new one included, so that erasure can free them. */
export function submissionKeysOf(
  { submissionKeys = [] }: Pick<Lead, 'submissionKeys'>,
  { submission, submissionId }: Pick<Claims, 'submission' | 'submissionId'>,
): readonly string[] {
  return [...submissionKeys, ...[submission, submissionId].filter((key) => key !== undefined)].slice(-MAX_NOTES);
}

/**
 * Returns the note of the closed leads that give up their keys to this lead. A key leads to the newest lead of a person
 * alone, and these notes lead from it to the older ones.
 */
export function earlierLeadsOf(
  { earlierLeads = [] }: Pick<Lead, 'earlierLeads'>,
  claims: readonly KeyClaim[],
): Pick<Lead, 'earlierLeads'> {
  const released = claims.flatMap(({ releasedBy }) => releasedBy ?? []);
  const all: readonly LeadId[] = [...new Set([...earlierLeads, ...released])].slice(-MAX_NOTES);
  return all.length === 0 ? {} : { earlierLeads: all };
}
