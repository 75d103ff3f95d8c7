import type { Instant } from '../domain/instant.ts';
import type { Plan } from '../domain/plan/plan.ts';

/** One published, immutable version of the plan with the text it was made from. */
export interface PlanVersion {
  readonly version: number;
  readonly publishedAt: Instant;
  readonly publishedBy: string;
  readonly text: string;
  /** The text as maps, lists and texts, so that nobody who needs the plan has to read YAML. */
  readonly tree: unknown;
  readonly plan: Plan;
}

/** Published plans and which one is in force. */
export interface PlanStore {
  /** Stores the text as the next version; it does not become active by that. */
  publish(draft: Omit<PlanVersion, 'version'>): Promise<number>;
  /** @returns undefined when there is no such version. */
  version(version: number): Promise<PlanVersion | undefined>;
  /** Newest first. */
  versions(): Promise<readonly Pick<PlanVersion, 'version' | 'publishedAt' | 'publishedBy'>[]>;
  active(): Promise<PlanVersion | undefined>;
  activate(version: number): Promise<{ readonly outcome: 'done' | 'unknown_version' }>;
}
