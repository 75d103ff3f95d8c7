import type { AccountMatch, Coverage } from '../enrichment/enrichment-result.ts';
import type { Features } from '../features.ts';
import type { LeadId, RepId, TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Route, Score } from './routing-decision.ts';
import type { PlaceInQueue, Stage, WorkItem } from './stage.ts';

/**
 * A lead without the person: what it is (features), where it stands (stage) and what is due.
 * The person is kept in an item of their own, so that erasing them keeps the audit.
 */
export interface Lead {
  readonly id: LeadId;
  /** Grows by one with each step; equals the `seq` of the last timeline event. */
  readonly version: number;
  /** Id of the event that made this version. */
  readonly lastEvent: string;
  /** Counts assignments; an answer or a timer for an older one does nothing. */
  readonly epoch: number;
  readonly source: string;
  /** The list it came with, while nothing but lists has brought it up: it waits there, at that list's pace. */
  readonly list?: { readonly source: string; readonly ownTurn: boolean };
  /** When Baton received it: the SLA's start. */
  readonly receivedAt: Instant;
  /** When the form was sent, if it said: speed-to-lead's start. */
  readonly submittedAt?: Instant;
  /** A test lead takes no turn and starts no clock. */
  readonly test: boolean;
  /** Received while Baton only observes: decided on and timed for comparison, never told to anybody, closed after its ladder. */
  readonly observed?: true;
  /** Keyed hash of the person's identifier, the same for the same person. */
  readonly personKey?: string;
  /** An open lead that came under the same number and name but another e-mail address: people decide whether it is the same person. */
  readonly possibleDuplicateOf?: LeadId;
  /** Values for routing fields as the sender gave them, identity excluded; enrichment starts from these. */
  readonly given: Readonly<Record<string, string>>;
  readonly features: Features;
  /** Features that are guesses; sorted. */
  readonly guessed: readonly string[];
  /** The company it belongs to, when it is a known one. */
  readonly account?: AccountMatch;
  /** How much of what the plan routes by was known when it was routed last. */
  readonly enrichment?: Coverage;
  /** Ids it has elsewhere, each with its system: `hubspot:901`. */
  readonly externalIds: readonly string[];
  readonly score?: Score;
  readonly touches: readonly Touch[];
  /** Reps who held it before, oldest first; it never returns to one while others exist. */
  readonly holders: readonly RepId[];
  /** Those of them who gave it back as not theirs or not to be taken: it never is for one of these alone. */
  readonly refusedBy?: readonly RepId[];
  /** Since when it is in its present cycle: when it last came back from nurture; absent in the first. */
  readonly cycleFrom?: Instant;
  /** How often robots took it from one rep to give it to another. */
  readonly reassignments: number;
  /** How often it has rested in nurture, by reason; the sum is its number of cycles. */
  readonly rests: Readonly<Record<string, number>>;
  /** When we contacted the person, over all cycles, oldest first. */
  readonly contacts: readonly Instant[];
  /** Owners who qualified it and handed it on; they keep the credit. */
  readonly credited: readonly Credit[];
  /** The latest time that an owner handed it on; absent while none has. */
  readonly handoff?: Handoff;
  /** The routing in force: pinned plan version, rule, and the places still to try. */
  readonly routing?: Routing;
  readonly stage: Stage;
  /** When something must happen at the latest; absent only when closed. Computed by `dueOf`, never set by hand. */
  readonly dueAt?: Instant;
  /** Who answers for it right now; absent only when closed. Computed by `dueOf`, never set by hand. */
  readonly accountable?: RepId;
}

/** An owner's part in a lead that somebody else has now. */
export interface Credit {
  readonly rep: RepId;
  readonly team: TeamId;
  readonly at: Instant;
}

/** A qualified lead on its way to the next team, under terms that its plan had then. */
export interface Handoff {
  /** Who qualified it, as somebody of which team. */
  readonly by: RepId;
  readonly from: TeamId;
  /** `offered`: whoever of the next team is given it has to accept it; `over`: it was not taken there, or was routed anew. */
  readonly state: 'offered' | 'accepted' | 'over';
  /** How often it came back in this cycle (rests so far), and how often it may. */
  readonly returns: number;
  readonly times: number;
  readonly cycle: number;
  /** The clock of who is given it, in working seconds of theirs. */
  readonly firstTouchSeconds: number;
  readonly warnSeconds?: number;
  readonly acceptWithinSeconds: number;
  /** The team that gets it when it has come back too often; else it is a queue. */
  readonly otherwise?: TeamId;
}

/** One sign of interest: a form, a visit, a download. */
export interface Touch {
  readonly touch: string;
  readonly source: string;
  readonly at: Instant;
}

/** How a lead was routed: the plan version pinned to it, what was decided, and which target of the chain is being tried. */
export interface Routing {
  readonly plan: number;
  readonly at: Instant;
  readonly route: Route;
  readonly target: number;
}

/** The lead's stay in a team's queue, if it stands in one. */
export function placeInQueueOf({ stage }: Lead): PlaceInQueue | undefined {
  if (stage.state === 'assigned') return stage.seeking;
  return stage.state === 'waiting' && stage.place === 'team' ? stage : undefined;
}

/** Where the lead stands in a team's queue, if it does. */
export function workItemOf(lead: Lead): WorkItem | undefined {
  return placeInQueueOf(lead)?.work;
}

/** Who holds the lead and how many slots of theirs it takes, if anybody does. */
export function holdOf(
  lead: Lead,
): { readonly rep: RepId; readonly weight: number; readonly team: TeamId } | undefined {
  const { stage } = lead;
  if (stage.state !== 'assigned' && stage.state !== 'working') return undefined;
  return { rep: stage.owner, weight: stage.weight, team: stage.team };
}

/** How often it has rested in nurture, for whatever reason. */
export function cyclesOf({ rests }: Pick<Lead, 'rests'>): number {
  return Object.values(rests).reduce((sum, times) => sum + times, 0);
}

/** Its rests once it rests for this reason again. */
export function restsAfter({ rests }: Pick<Lead, 'rests'>, reason: string): Lead['rests'] {
  return { ...rests, [reason]: (rests[reason] ?? 0) + 1 };
}

/** Previous holders once `rep` has it no longer, oldest first and each once; the same when nobody had it. */
export function holdersAfter(before: Pick<Lead, 'holders'>, rep: RepId | undefined): readonly RepId[] {
  return rep === undefined || before.holders.includes(rep) ? before.holders : [...before.holders, rep];
}
