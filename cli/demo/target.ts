import type { LeadId, RepId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Outgoing } from './outgoing.ts';
import type { Condition } from './scenario.ts';

/** A manager's change to a rep's availability. */
export interface AvailabilityChange {
  readonly active?: boolean;
  readonly leaves?: readonly { readonly from: Instant; readonly until: Instant }[];
}

/**
 * The target of a scenario: a deployed stack over HTTP, or memory with virtual time. Every wait ends when the scenario
 * is aborted.
 */
export interface Stage {
  now(): Instant;
  /** Restarts the count of seconds. */
  begin(): void;
  /** Waits until this many seconds after `begin`. */
  reach(seconds: number): Promise<void>;
  /** Waits this many seconds. */
  pause(seconds: number): Promise<void>;
  /** Waits until a lead has an event on its timeline. */
  until(condition: Condition): Promise<void>;
  /** Posts a sender's request. Returns the id of the (first) resulting lead. */
  post(outgoing: Outgoing): Promise<LeadId>;
  /** Opens an answer link, reads the page, and presses its button with the fields that the page asks for. */
  press(link: string, form: Readonly<Record<string, string>>): Promise<void>;
  changeAvailability(rep: RepId, change: AvailabilityChange): Promise<void>;
  /** A manager assigns a lead to a rep. */
  place(lead: LeadId, rep: RepId): Promise<void>;
}
