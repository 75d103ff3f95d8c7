import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Keepable } from '../../domain/plan/privacy.ts';
import { bodyCutoffOf, cutoffOf } from '../../domain/privacy/retention.ts';
import { findOldLeads } from './find-old-leads.ts';
import type { PrivacyDeps } from './privacy-deps.ts';
import { privacyInForce } from './privacy-in-force.ts';

const MAX_LEADS = 100;

/** What a run of the retention would erase now. */
export interface RetentionPreview {
  /** Raw bodies received at this moment or earlier go. */
  readonly bodiesBy: Instant;
  /** Closed leads last heard of at this moment or earlier go. Absent: the plan keeps them. */
  readonly leadsBy?: Instant;
  readonly keeps: readonly Keepable[];
  /** The oldest of those leads. */
  readonly leads: readonly LeadId[];
  /** There may be more leads. */
  readonly isPartial: boolean;
}

/** Says what a run of the retention would erase now by the plan in force, and changes nothing. */
export async function previewRetention(
  { now, bodyRetentionDays }: { readonly now: Instant; readonly bodyRetentionDays: number },
  deps: Pick<PrivacyDeps, 'leads' | 'plans'>,
): Promise<RetentionPreview> {
  const rules = await privacyInForce(deps);
  const bodiesBy = bodyCutoffOf(now, rules, bodyRetentionDays).cutoff;
  const leadsBy = rules.closedLead && cutoffOf(now, rules.closedLead);
  if (leadsBy === undefined) return { bodiesBy, keeps: rules.eraseKeeps, leads: [], isPartial: false };
  const { leads, cursor } = await findOldLeads({ cutoff: leadsBy, limit: MAX_LEADS }, deps);
  return { bodiesBy, leadsBy, keeps: rules.eraseKeeps, leads, isPartial: cursor !== undefined };
}
