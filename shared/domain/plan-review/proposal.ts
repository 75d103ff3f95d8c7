import { addSeconds, type Instant } from '../instant.ts';

/** How many people with the role admin it takes to put a new version in force. */
export const PLAN_APPROVALS = ['one', 'two'] as const;
export type PlanApproval = (typeof PLAN_APPROVALS)[number];

/** A published version that waits for a second person. */
export interface Proposal {
  readonly version: number;
  /** The version in force that it was compared with; 0 for none. */
  readonly over: number;
  readonly by: string;
  readonly at: Instant;
  readonly expiresAt: Instant;
  /** Why it was proposed although it fails its check. */
  readonly forced?: string;
  readonly state: 'open' | 'approved';
}

/** What was compared a week ago is compared again. */
const PROPOSAL_TTL_SECONDS = 7 * 24 * 3600;

/** Returns when a proposal made now expires. */
export function expiryOfProposal(now: Instant): Instant {
  return addSeconds(now, PROPOSAL_TTL_SECONDS);
}

/** Why somebody may not approve a proposal; undefined if they may. Whoever proposed it never may. */
export function refusalOfApproval(
  proposal: Proposal | undefined,
  { by, at }: { readonly by: string; readonly at: Instant },
): 'not_proposed' | 'same_person' | 'expired' | undefined {
  if (proposal?.state !== 'open') return 'not_proposed';
  if (proposal.by === by) return 'same_person';
  return proposal.expiresAt <= at ? 'expired' : undefined;
}
