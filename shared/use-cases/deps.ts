import type { Person } from '../domain/intake/submission.ts';
import type { AnswerLinks } from '../ports/answer-links.ts';
import type { DeliveryStore } from '../ports/delivery-store.ts';
import type { Doorbell } from '../ports/doorbell.ts';
import type { Enrichment } from '../ports/enrichment.ts';
import type { LeadStore } from '../ports/lead-store.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { RepStore } from '../ports/rep-store.ts';

/** Everything a use case may need; each takes only what it does. Time is never among them: it is an argument. */
export interface Deps {
  readonly leads: LeadStore;
  readonly reps: RepStore;
  readonly plans: PlanStore;
  readonly deliveries: DeliveryStore;
  readonly doorbell: Doorbell;
  readonly notifier: Notifier;
  readonly answerLinks: AnswerLinks;
  readonly enrichment: Enrichment;
  /** Keyed hash by which one person is recognised; undefined when nothing identifies them. */
  readonly personKey: (person: Person) => Promise<string | undefined>;
  /** A fresh unique id (ULID), for leads, events and decisions. */
  readonly newId: () => string;
}
