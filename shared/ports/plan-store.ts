import type { Instant } from '../domain/instant.ts';
import type { Plan } from '../domain/plan/plan.ts';

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
  active(options?: { readonly fresh?: boolean }): Promise<PlanVersion | undefined>;
  activate(version: number): Promise<{ readonly outcome: 'done' | 'unknown_version' }>;
}
