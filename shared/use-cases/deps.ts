import type { RejectedEntry } from '../domain/intake/parsed-body.ts';
import type { Person, Submission } from '../domain/intake/submission.ts';
import type { Result } from '../domain/result.ts';
import type { Mode } from '../domain/shadow/shadow-mode.ts';
import type { AccountStore } from '../ports/account-store.ts';
import type { AnswerLinks } from '../ports/answer-links.ts';
import type { CalendarStore } from '../ports/calendar-store.ts';
import type { Delivery, DeliveryStore } from '../ports/delivery-store.ts';
import type { DoNotContactList } from '../ports/do-not-contact-list.ts';
import type { Doorbell } from '../ports/doorbell.ts';
import type { Enricher } from '../ports/enrichment.ts';
import type { HeldMatterStore } from '../ports/held-matters.ts';
import type { LeadStore } from '../ports/lead-store.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { ShadowStore } from '../ports/observation-store.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { RepStore } from '../ports/rep-store.ts';
import type { FindingStore } from '../ports/source-findings.ts';
import type { DeliverySource, SourceStore } from '../ports/source-store.ts';
import type { TerritoryStore } from '../ports/territory-store.ts';

/** The content of a raw body. */
export interface ParsedDelivery {
  readonly submissions: readonly Submission[];
  /** Entries that are not leads. */
  readonly rejected: readonly RejectedEntry[];
}

/** Reads the submissions of a raw body in any format from any sender; fails with a code. */
export type ReadBody = (
  body: Pick<Delivery, 'body' | 'contentType'>,
  source: DeliverySource,
) => Promise<Result<ParsedDelivery, string>>;

/** Everything a use case may need; each takes only what it uses. Time is never among them: it is an argument. */
export interface Deps {
  readonly accounts: AccountStore;
  readonly territories: TerritoryStore;
  readonly leads: LeadStore;
  readonly reps: RepStore;
  /** What is known of reps' calendars. */
  readonly calendars: CalendarStore;
  readonly plans: PlanStore;
  readonly deliveries: DeliveryStore;
  readonly sources: SourceStore;
  /** What sources deliver, and what in it needs a person's attention. */
  readonly findings: FindingStore;
  readonly readBody: ReadBody;
  readonly doorbell: Doorbell;
  readonly notifier: Notifier;
  /** What people are to be told later. */
  readonly heldMatters: HeldMatterStore;
  readonly answerLinks: AnswerLinks;
  readonly observations: ShadowStore;
  /** Whether Baton is live or in shadow mode. */
  readonly mode: () => Promise<Mode>;
  readonly enrichment: Enricher;
  /** Returns the keyed hashes that identify a person, best first; empty when nothing identifies them. */
  readonly personKeys: (person: Person) => Promise<readonly string[]>;
  /** Returns the keyed hash of a text: without the environment's secret nobody can test a guess of it. */
  readonly keyedHash: (text: string) => Promise<string>;
  /** Whom nobody may contact, by keyed hashes. */
  readonly doNotContact: DoNotContactList;
  /** Returns the SHA-256 of a text, in hexadecimal. */
  readonly hash: (text: string) => string;
  /** Returns a new unique id (ULID) for a lead, event or decision. */
  readonly newId: () => string;
}
