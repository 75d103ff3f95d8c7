import type { Instant } from '../../domain/instant.ts';
import { findCheckFailures } from '../../domain/plan-check/check-failures.ts';
import type { PlanApproval } from '../../domain/plan-review/proposal.ts';
import type { NewPilot, PilotStart, PilotStore } from '../../ports/pilot-store.ts';
import type { Deps } from '../deps.ts';

/** What the caller says about a pilot. */
export interface PilotRequest extends Omit<NewPilot, 'startedAt' | 'startedBy'> {
  readonly by: string;
  readonly now: Instant;
  readonly approval: PlanApproval;
}

/**
 * `same_version`: the plan in force cannot be tried beside itself. `needs_approval`: where two people are asked for, one
 * person cannot have leads routed by a version that was never in force. `fails_check`: what the check of the plan found.
 */
export type StartOutcome =
  | PilotStart
  | { readonly outcome: 'same_version' | 'needs_approval' }
  | { readonly outcome: 'fails_check'; readonly failures: readonly string[] };

/** Starts a pilot: from now on the candidate routes the new leads of a share of the accounts. */
export async function startPilot(
  { by, now, approval, ...pilot }: PilotRequest,
  { pilots, plans }: Pick<Deps, 'plans'> & { readonly pilots: PilotStore },
): Promise<StartOutcome> {
  const { version, over } = pilot;
  if (version === over) return { outcome: 'same_version' };
  const candidate = await plans.version(version);
  if (!candidate) return { outcome: 'unknown_version' };
  const wasInForce = (await plans.activations()).some((one) => one.version === version);
  if (!wasInForce && approval === 'two') return { outcome: 'needs_approval' };
  const failures = wasInForce ? [] : findCheckFailures(candidate.plan);
  if (failures.length > 0) return { outcome: 'fails_check', failures };
  return pilots.start({ ...pilot, startedAt: now, startedBy: by });
}
