import { findCheckFailures } from '../../domain/plan-check/check-failures.ts';
import type { PlanApproval } from '../../domain/plan-review/proposal.ts';
import type { ActivationResult, NewActivation } from '../../ports/plan-store.ts';
import type { Deps } from '../deps.ts';

/** `needs_proposal`: a second person must approve what was never in force. `fails_check`: it needs a reason. */
type ActivateOutcome =
  | ActivationResult
  | { readonly outcome: 'needs_proposal' }
  | { readonly outcome: 'fails_check'; readonly failures: readonly string[] };

/**
 * Puts a published version in force. One that was in force before returns at once, by one person, whatever the check says
 * of it: that is the way out of an emergency. Any other must pass its check or have a reason, and where two people are
 * asked for, it must be proposed.
 */
export async function activatePlan(
  change: {
    readonly version: number;
    readonly entry: NewActivation;
    readonly over?: number;
    readonly approval: PlanApproval;
  },
  { plans }: Pick<Deps, 'plans'>,
): Promise<ActivateOutcome> {
  const { version, entry, over, approval } = change;
  const wasInForce =
    (await plans.activations()).some((one) => one.version === version) ||
    (await plans.active({ fresh: true }))?.version === version;
  if (wasInForce) return plans.putInForce(version, entry, over);
  const stored = await plans.version(version);
  if (!stored) return { outcome: 'unknown_version' };
  if (approval === 'two') return { outcome: 'needs_proposal' };
  const failures = entry.reason === undefined ? findCheckFailures(stored.plan) : [];
  return failures.length > 0 ? { outcome: 'fails_check', failures } : plans.putInForce(version, entry, over);
}
