import type { TurnWeights } from '../domain/assignment/weights/turn-weights.ts';
import type { LeadId, RepId, TeamId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { CurrentLoad, Rep } from '../domain/team/rep.ts';
import type { ReadOptions } from './read-options.ts';

/** A lead held by a rep, with the slots it uses. */
export interface Hold {
  readonly lead: LeadId;
  readonly weight: number;
  readonly team: TeamId;
}

/** A change of a rep whose leads have not been processed yet; swept until done. */
export interface RepChange {
  readonly rep: RepId;
  readonly version: number;
  readonly at: Instant;
  /** Teams whose doorbell must ring: those before and after the change. */
  readonly teams: readonly TeamId[];
}

/** The result of saving a rep. Only `done` changed anything. */
export interface SaveRepResult {
  readonly outcome: 'done' | 'stale' | 'email_taken';
}

/** The members of a team by id, each with their load. */
export interface TeamMembers {
  readonly members: readonly { readonly rep: Rep; readonly load: CurrentLoad }[];
  /** Whether these are all: false while the row of a member cannot be read, who is left out then. */
  readonly isComplete: boolean;
}

/** Stores reps, what they hold, the holidays of their regions, and what results do to weights. */
export interface RepStore {
  /** Read consistently, unless one of a moment ago will do for half the price. */
  get(id: RepId, options?: ReadOptions): Promise<Rep | undefined>;
  /** Returns the rep with this e-mail address, in lower case. */
  byEmail(email: string): Promise<Rep | undefined>;
  loadOf(id: RepId): Promise<CurrentLoad>;
  /** Reads the members of a team, consistently. */
  membersOf(team: TeamId): Promise<TeamMembers>;
  list(): Promise<readonly Rep[]>;
  /**
   * Saves a rep, their memberships and the pending change in one transaction. `stale`: the rep is no longer at
   * `rep.version - 1`. `email_taken`: another rep has the e-mail address.
   */
  save(rep: Rep, change: RepChange): Promise<SaveRepResult>;
  holdsOf(id: RepId): Promise<readonly Hold[]>;
  pendingChanges(before: Instant, limit: number): Promise<readonly RepChange[]>;
  completeChange(change: RepChange): Promise<void>;
  /** Lists the holidays of a region, `2026-12-25`, sorted. */
  holidays(region: string): Promise<readonly string[]>;
  saveHolidays(region: string, dates: readonly string[]): Promise<void>;
  /** Returns the newest factors of a team, read consistently; undefined before the first. */
  turnWeights(team: TeamId): Promise<TurnWeights | undefined>;
  /** `stale`: the stored ones are no longer at `weights.version - 1`. */
  saveTurnWeights(weights: TurnWeights): Promise<{ readonly outcome: 'done' | 'stale' }>;
}
