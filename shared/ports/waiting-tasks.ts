import type { FollowUpRevision } from '../domain/follow-up/follow-up-end.ts';
import type { LeadId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Lead } from '../domain/lead/lead.ts';

/** The place of an execution that waits: whose deadlines it waits for, and the token that ends the wait. */
export interface WaitingTask extends FollowUpRevision {
  readonly leadId: LeadId;
  readonly token: string;
}

/**
 * The tokens of follow-up executions, by lead, at most one for each revision of an assignment's deadlines. They are kept
 * for as long as an execution may wait, also when it has ended: removing one would cost as much as saving it.
 */
export interface WaitingTaskStore {
  /**
   * Returns a lead and its tokens, oldest assignment first, at the price of the lead. The lead is not younger than its
   * tokens.
   */
  listWithLead(leadId: LeadId): Promise<{ readonly lead: Lead | undefined; readonly tasks: readonly WaitingTask[] }>;
  /** Saves one; it replaces an earlier token for the same deadlines. It may be gone after `until`. */
  save(task: WaitingTask, until: Instant): Promise<void>;
}
