import type { Instant } from '../../domain/instant.ts';
import type { ActivationResult } from '../../ports/plan-store.ts';
import type { Deps } from '../deps.ts';

/**
 * Puts a proposed version in force, in one write, for somebody else than who proposed it. The history has both. Refused once
 * the proposal has expired or was approved, and when another version came into force since it was made.
 */
export async function approvePlan(
  { version, by, now }: { readonly version: number; readonly by: string; readonly now: Instant },
  { plans }: Pick<Deps, 'plans'>,
): Promise<ActivationResult> {
  const proposal = (await plans.proposals()).find((one) => one.version === version);
  if (proposal?.state !== 'open') return { outcome: 'not_proposed' };
  const { over, forced, by: proposer } = proposal;
  const entry = { at: now, by: proposer, approvedBy: by, ...(forced !== undefined && { forced }) };
  return plans.putInForce(version, entry, over);
}
