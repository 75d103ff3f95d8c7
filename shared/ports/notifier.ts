import type { RepId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Person } from '../domain/intake/submission.ts';
import type { LeadEvent } from '../domain/lead/events.ts';
import type { Lead } from '../domain/lead/lead.ts';
import type { Occasion } from '../domain/notifications/notice.ts';
import type { ContactBudget } from '../domain/nurture/contact-budget.ts';

/**
 * A notification about a lead to a rep, a manager or the plan's owner. The only thing that leaves Baton with personal
 * data.
 */
export interface Notification {
  /** The same for each copy of one occasion, so that a receiver drops repeats. */
  readonly id: string;
  readonly occasion: Occasion;
  readonly to: RepId;
  readonly lead: Lead;
  readonly person?: Person;
  readonly history: readonly LeadEvent[];
  /** When the first response is due. */
  readonly dueAt?: Instant;
  /** How often the person may still be contacted; absent when the plan has no cap. */
  readonly contacts?: ContactBudget;
  /** Answer links by action; only for the owner. */
  readonly links: Readonly<Record<string, string>>;
}

/**
 * `suppressed`: nothing about this lead may leave Baton. `not_reached`: no channel can reach the person, and trying again
 * would not help.
 */
export type NotifierResult = 'sent' | 'suppressed' | 'not_reached';

/**
 * Delivers notifications, each once.
 * @throws when no channel works at the moment, so that it is retried.
 */
export interface Notifier {
  send(notice: Notification, now: Instant): Promise<NotifierResult>;
}
