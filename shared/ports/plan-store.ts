import type { Instant } from '../domain/instant.ts';
import type { RunningPilot } from '../domain/pilot/pilot.ts';
import type { Plan } from '../domain/plan/plan.ts';
import type { Proposal } from '../domain/plan-review/proposal.ts';

/** One published, immutable version of the plan with its source text. */
export interface PlanVersion {
  readonly version: number;
  readonly publishedAt: Instant;
  readonly publishedBy: string;
  readonly text: string;
  /** The text parsed into maps, lists and texts, so that reading a plan needs no YAML parser. */
  readonly tree: unknown;
  readonly plan: Plan;
}

/** The plan in force, and the pilot that runs beside it, if any. */
export interface ActivePlan extends PlanVersion {
  readonly pilot?: RunningPilot;
}

/** Who put a version in force, when and why. */
export interface NewActivation {
  readonly at: Instant;
  readonly by: string;
  /** Who approved what `by` had proposed. */
  readonly approvedBy?: string;
  /** Why an earlier version was activated again. */
  readonly reason?: string;
  /** Why the plan was published although it did not pass its check. */
  readonly forced?: string;
  /** The pilot that tried the version before. */
  readonly pilot?: string;
}

/** One entry of the history of the plan in force. */
export interface Activation extends NewActivation {
  readonly version: number;
  /** What the plan itself says about its change. */
  readonly change?: Plan['change'];
}

/**
 * `conflict`: another version is in force than the one expected. `pilot_running`: the plan in force stays while a pilot
 * runs beside it. Nothing was stored then. The last three only for an entry with `approvedBy`.
 */
export type ActivationResult =
  | { readonly outcome: 'done'; readonly version: number }
  | { readonly outcome: 'unknown_version' | 'conflict' | 'pilot_running' }
  | { readonly outcome: 'not_proposed' | 'same_person' | 'expired' };

/** Stores published plans and which one is active. */
export interface PlanStore {
  /** Stores the text as the next version. Does not activate it. */
  publish(draft: Omit<PlanVersion, 'version'>): Promise<number>;
  /** @returns undefined when there is no such version */
  version(version: number): Promise<PlanVersion | undefined>;
  /** Lists the versions, newest first. */
  versions(): Promise<readonly Pick<PlanVersion, 'version' | 'publishedAt' | 'publishedBy'>[]>;
  /**
   * A store may answer with the plan that was active some seconds ago, unless `fresh` is set.
   * @returns undefined while no plan is active
   */
  active(options?: { readonly fresh?: boolean }): Promise<ActivePlan | undefined>;
  activate(version: number): Promise<{ readonly outcome: 'done' | 'unknown_version' }>;
  /**
   * Puts a published version, or a draft as the next version, in force and adds an entry to the history, in one write.
   * With `over`, only while that version is in force; 0 while none is. With `approvedBy` in the entry, only while the
   * version has an open proposal of somebody else, which is approved in the same write.
   */
  putInForce(
    plan: number | Omit<PlanVersion, 'version'>,
    entry: NewActivation,
    over?: number,
  ): Promise<ActivationResult>;
  /** Stores that a published version waits for a second person. */
  propose(proposal: Omit<Proposal, 'state'>): Promise<void>;
  /** Lists proposals, newest version first: open, approved and expired ones. */
  proposals(): Promise<readonly Proposal[]>;
  /** Lists the entries of the history, newest first. */
  activations(): Promise<readonly Activation[]>;
}
