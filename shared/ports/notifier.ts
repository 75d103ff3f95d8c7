import type { RepId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Person } from '../domain/intake/submission.ts';
import type { LeadEvent } from '../domain/lead/events.ts';
import type { Lead } from '../domain/lead/lead.ts';
import type { ContactBudget } from '../domain/nurture/contact-budget.ts';

/** What a rep, a manager or the plan's owner is told about a lead. The only thing that leaves with the person in it. */
export interface Notice {
  /** The same for the same occasion, so that a receiver drops a second copy. */
  readonly id: string;
  readonly occasion: 'assigned' | 'warned' | 'escalated' | 'quiet' | 'queued' | 'returned';
  readonly to: RepId;
  readonly lead: Lead;
  readonly person?: Person;
  readonly history: readonly LeadEvent[];
  /** When the first touch is due. */
  readonly dueAt?: Instant;
  /** How often the person may still be contacted; absent when the plan has no cap. */
  readonly contacts?: ContactBudget;
  /** Answer links by action; only for the owner. */
  readonly links: Readonly<Record<string, string>>;
}

/** Delivers notices; `withheld`: nothing about this lead may leave Baton. @throws when the receiver did not take it, so that it is tried again. */
export interface Notifier {
  send(notice: Notice, now: Instant): Promise<'sent' | 'withheld'>;
}
