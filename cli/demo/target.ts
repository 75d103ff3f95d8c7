import type { LeadId, RepId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { LeadRequest } from './outgoing.ts';
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
export interface ScenarioTarget {
  now(): Instant;
  /** Restarts the count of seconds. */
  startClock(): void;
  /** Waits until this many seconds after `begin`. */
  waitUntilSecond(seconds: number): Promise<void>;
  /** Waits this many seconds. */
  wait(seconds: number): Promise<void>;
  /** Waits until a lead has an event on its timeline. */
  waitForEvent(condition: Condition): Promise<void>;
  /** Posts a sender's request. Returns the id of the (first) resulting lead. */
  post(outgoing: LeadRequest): Promise<LeadId>;
  /** Opens an answer link, reads the page, and presses its button with the fields that the page asks for. */
  answerByLink(link: string, form: Readonly<Record<string, string>>): Promise<void>;
  changeAvailability(rep: RepId, change: AvailabilityChange): Promise<void>;
  /** A manager assigns a lead to a rep. */
  assignManually(lead: LeadId, rep: RepId): Promise<void>;
}
