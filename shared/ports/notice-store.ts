import type { LeadId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Notice, NoticeAttempt } from '../domain/notifications/notice.ts';

/** The facts of a notice that is about to be sent. */
export type NewNotice = Pick<Notice, 'id' | 'lead' | 'to' | 'occasion'>;

/** Whether the caller may send a notice, with the attempts made before. */
export type BeginResult =
  | { readonly outcome: 'begun'; readonly earlier: readonly NoticeAttempt[] }
  | { readonly outcome: 'sent_before' | 'being_sent' };

/**
 * Stores, beside each lead, what became of its notifications. These are not transitions of the lead, so there are no
 * events.
 */
export interface NoticeStore {
  /** Makes the caller the only sender of a notice for a minute, unless it has been sent. */
  begin(notice: NewNotice, now: Instant): Promise<BeginResult>;
  /** Saves what became of a notice. */
  save(notice: Notice): Promise<void>;
  get(lead: LeadId, id: string): Promise<Notice | undefined>;
  /** Lists the notices of a lead by id. */
  list(lead: LeadId): Promise<readonly Notice[]>;
}
