import type { FollowUpRevision } from '../domain/follow-up/follow-up-end.ts';
import type { LeadId } from '../domain/ids.ts';

/** The place of an execution that waits: whose deadlines it waits for, and the token that ends the wait. */
export interface WaitingTask extends FollowUpRevision {
  readonly leadId: LeadId;
  readonly token: string;
}

/** The follow-up executions that wait, by lead. At most one waits for each revision of an assignment's deadlines. */
export interface WaitingTaskStore {
  /** Returns those of a lead, oldest assignment first. */
  list(leadId: LeadId): Promise<readonly WaitingTask[]>;
  /** Saves one; it replaces an earlier token for the same deadlines. */
  save(task: WaitingTask): Promise<void>;
  /** Removes the one for these deadlines, if there is one. */
  remove(task: Omit<WaitingTask, 'token'>): Promise<void>;
}
