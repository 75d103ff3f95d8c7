import type { LeadEvent } from '../domain/events.ts';
import type { RepId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Person } from '../domain/intake/submission.ts';
import type { Lead } from '../domain/lead.ts';

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
  /** Answer links by action; only for the owner. */
  readonly links: Readonly<Record<string, string>>;
}

/** Delivers notices. @throws when the receiver did not take it, so that it is tried again. */
export interface Notifier {
  send(notice: Notice, now: Instant): Promise<void>;
}
