import type { LeadId } from '../domain/ids.ts';

/**
 * A hint that somebody is to be told of an event, or that sent messages about a lead say something old. It claims
 * nothing: whoever gets it reads the lead. Order and repetition do not matter.
 */
export type NotificationNudge =
  | { readonly task: 'notify'; readonly lead: LeadId; readonly event: string }
  | { readonly task: 'update_messages'; readonly lead: LeadId };

/** Takes nudges for whoever notifies people. Each is done, and repeated if it fails, apart from the others. */
export interface NotificationNudges {
  /**
   * Returns once they are accepted, without waiting for anybody to be told.
   * @throws when one of them is not accepted, after all have been tried; sending all again does no harm
   */
  send(nudges: readonly NotificationNudge[]): Promise<void>;
}
