import type { LeadId, RepId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Outgoing } from './outgoing.ts';
import type { Condition } from './scenario.ts';

/** What a manager changes of a rep's day. */
export interface AvailabilityChange {
  readonly active?: boolean;
  readonly leaves?: readonly { readonly from: Instant; readonly until: Instant }[];
}

/** Where the play takes place: on a deployed stack over HTTP, or in memory on virtual time. All waits end when the play is called off. */
export interface Stage {
  now(): Instant;
  /** From now on seconds count anew. */
  begin(): void;
  /** Waits until so many seconds after the beginning. */
  reach(seconds: number): Promise<void>;
  /** Lets so many seconds pass. */
  pause(seconds: number): Promise<void>;
  /** Waits until a lead has an event on its timeline. */
  until(condition: Condition): Promise<void>;
  /** Posts what a sender made; gives the id of the (first) lead that came of it. */
  post(outgoing: Outgoing): Promise<LeadId>;
  /** Opens an answer link, looks at the page, and presses its button with what the page asks for. */
  press(link: string, form: Readonly<Record<string, string>>): Promise<void>;
  changeAvailability(rep: RepId, change: AvailabilityChange): Promise<void>;
  /** A manager gives a lead to a rep. */
  place(lead: LeadId, rep: RepId): Promise<void>;
}
