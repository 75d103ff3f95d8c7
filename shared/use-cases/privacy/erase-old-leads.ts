import type { Instant } from '../../domain/instant.ts';
import { type Erasure, NOTHING_ERASED } from '../../domain/privacy/erasure.ts';
import { cutoffOf, RETENTION_REASON } from '../../domain/privacy/retention.ts';
import { findOldLeads } from './find-old-leads.ts';
import type { PrivacyDeps } from './privacy-deps.ts';
import { privacyInForce } from './privacy-in-force.ts';

/** Leads erased by one call, and named by one record. */
const MAX_PER_RECORD = 25;

/** What one call of {@link eraseOldLeads} did, and where the next one continues; no cursor at the end. */
export interface ErasedOldLeads {
  readonly count: number;
  readonly failed: number;
  readonly cursor?: string;
}

/**
 * Erases the people of closed leads that are older than the plan in force allows, some at a time. As with every erasure
 * the record comes first, so that what is cut off is continued, and done again after a restore.
 */
export async function eraseOldLeads(
  { now, cursor: start }: { readonly now: Instant; readonly cursor?: string },
  deps: PrivacyDeps,
): Promise<ErasedOldLeads> {
  const { closedLead, eraseKeeps } = await privacyInForce(deps);
  if (!closedLead) return { count: 0, failed: 0 };
  const cutoff = cutoffOf(now, closedLead);
  const { leads, cursor } = await findOldLeads({ cutoff, limit: MAX_PER_RECORD, cursor: start }, deps);
  const next = cursor === undefined ? {} : { cursor };
  if (leads.length === 0) return { count: 0, failed: 0, ...next };
  const record: Erasure = {
    id: `era_${deps.newId()}`,
    at: now,
    by: 'system',
    because: RETENTION_REASON,
    scope: 'leads',
    keeps: eraseKeeps,
    keys: [],
    leads,
    remaining: ['leads'],
    counts: NOTHING_ERASED,
  };
  await deps.erasures.save(record);
  // What reads people is loaded when there is somebody to erase.
  const { eraseRecordedLeads } = await import('./erase-recorded-leads.ts');
  const { erasure, failed } = await eraseRecordedLeads(record, now, deps);
  return { count: erasure.counts.leads, failed, ...next };
}
