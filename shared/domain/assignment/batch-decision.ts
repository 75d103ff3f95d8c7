import type { BatchDecisionRecord } from './decision-record.ts';

/** The decision for a batch of leads of one team. It is stored once; each lead assigned by it refers to it by id. */
export interface BatchDecision {
  readonly id: string;
  /** The plan version whose team rules were in force. */
  readonly plan: number;
  readonly record: BatchDecisionRecord;
}
