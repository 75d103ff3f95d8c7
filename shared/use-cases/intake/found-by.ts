import type { LeadId } from '../../domain/ids.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Claims, KeyClaim } from '../../ports/lead-store.ts';

/** Returns the keys of a submission that its lead notes, so that erasure can free them. */
export function submissionKeysOf({
  submission,
  submissionId,
}: Pick<Claims, 'submission' | 'submissionId'>): readonly string[] {
  return [submission, submissionId].filter((key) => key !== undefined);
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
  const all: readonly LeadId[] = [...new Set([...earlierLeads, ...released])];
  return all.length === 0 ? {} : { earlierLeads: all };
}
