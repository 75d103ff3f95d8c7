import type { Person, Submission } from '../domain/intake/submission.ts';
import type { Result } from '../domain/result.ts';
import type { AnswerLinks } from '../ports/answer-links.ts';
import type { Delivery, DeliveryStore } from '../ports/delivery-store.ts';
import type { Doorbell } from '../ports/doorbell.ts';
import type { Enrichment } from '../ports/enrichment.ts';
import type { LeadStore } from '../ports/lead-store.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { RepStore } from '../ports/rep-store.ts';
import type { Source, SourceStore } from '../ports/source-store.ts';

/** Makes submissions of a raw body; a code says why it could not. Any format of any sender ends here. */
export type ReadBody = (
  body: Pick<Delivery, 'body' | 'contentType'>,
  source: Pick<Source, 'id' | 'touch'>,
) => Promise<Result<readonly Submission[], string>>;

/** Everything a use case may need; each takes only what it does. Time is never among them: it is an argument. */
export interface Deps {
  readonly leads: LeadStore;
  readonly reps: RepStore;
  readonly plans: PlanStore;
  readonly deliveries: DeliveryStore;
  readonly sources: SourceStore;
  readonly readBody: ReadBody;
  readonly doorbell: Doorbell;
  readonly notifier: Notifier;
  readonly answerLinks: AnswerLinks;
  readonly enrichment: Enrichment;
  /** Keyed hashes by which one person is recognised, best first; none when nothing identifies them. */
  readonly personKeys: (person: Person) => Promise<readonly string[]>;
  /** SHA-256 of a text, hexadecimal. */
  readonly hash: (text: string) => string;
  /** A fresh unique id (ULID), for leads, events and decisions. */
  readonly newId: () => string;
}
