import type { DecisionRecord } from './decision-record.ts';

/** What a team's writer decided for a batch of leads, stored once; each lead placed by it refers to it by id. */
export interface BatchDecision {
  readonly id: string;
  /** Plan version whose team policy was in force. */
  readonly plan: number;
  readonly record: DecisionRecord;
}
