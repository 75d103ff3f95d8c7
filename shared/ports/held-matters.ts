import type { LeadId, RepId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Occasion } from '../domain/notifications/notice.ts';

/** Something that a person is to be told later. It has ids only; what is told is made when it is due. */
export interface HeldMatter {
  /** That of its notification, so that it is held once and told once. */
  readonly id: string;
  readonly lead: LeadId;
  /** The event of the lead that it is about. */
  readonly event: string;
  readonly to: RepId;
  readonly occasion: Occasion;
  readonly heldAt: Instant;
  readonly dueAt: Instant;
}

/** Stores what people are to be told later. */
export interface HeldMatterStore {
  /** Holds a matter. One that is held already keeps its date. */
  hold(matter: HeldMatter): Promise<void>;
  /** Lists matters due at a moment, oldest first. */
  due(before: Instant, limit: number): Promise<readonly HeldMatter[]>;
  remove(matter: Pick<HeldMatter, 'lead' | 'id'>): Promise<void>;
}
