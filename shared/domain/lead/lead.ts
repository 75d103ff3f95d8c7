import type { AccountMatch, EnrichmentCoverage } from '../enrichment/enrichment-result.ts';
import type { Features } from '../features.ts';
import type { LeadId, RepId, TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { ownValue } from '../own-value.ts';
import type { PilotPlace } from '../pilot/pilot.ts';
import type { OpenDeal } from './open-deal.ts';
import type { LeadScore, Route } from './routing-decision.ts';
import type { Stage, TeamQueuePlace, WorkItem } from './stage.ts';

/**
 * A lead without the person: its features, its stage and what is due. The person is stored in a separate item, so that
 * personal data can be erased and the audit trail kept.
 */
export interface Lead {
  readonly id: LeadId;
  /** Grows by one with each transition; equals the `seq` of the last timeline event. */
  readonly version: number;
  /** Id of the event that produced this version. */
  readonly lastEvent: string;
  /** Counts assignments. An answer or a timer for an earlier epoch has no effect. */
  readonly epoch: number;
  readonly source: string;
  /**
   * The import list it came from, while it has come from import lists only. It waits in that list's queue and is
   * assigned at that list's pace.
   */
  readonly importList?: { readonly source: string; readonly ownTurn: boolean };
  /** When Baton received it. The SLA starts here. */
  readonly receivedAt: Instant;
  /** When the form was submitted, if the sender stated it. Speed-to-lead starts here. */
  readonly submittedAt?: Instant;
  /** A test lead takes no turn and starts no clock. */
  readonly test: boolean;
  /**
   * Received in shadow mode: routed, assigned and timed for comparison, never notified to anybody, and closed after its
   * SLA ladder.
   */
  readonly shadow?: true;
  /** Keyed hash of the person's identifier; the same person always has the same hash. */
  readonly personKey?: string;
  /**
   * Keyed hashes of everything by which its person may be on the do-not-contact list. Absent for test leads, once it is
   * forgotten, and for leads from before there was a list.
   */
  readonly contactKeys?: readonly string[];
  /**
   * An open lead with the same phone number and name but a different e-mail address. A human decides whether it is the
   * same person.
   */
  readonly possibleDuplicateOf?: LeadId;
  readonly features: Features;
  /** Features that are guesses; sorted. */
  readonly guessedFields: readonly string[];
  /** The account it belongs to, if the company is known. */
  readonly account?: AccountMatch;
  /** Enrichment coverage when it was last routed: how many of the fields the plan routes by were known. */
  readonly enrichment?: EnrichmentCoverage;
  /** Its ids in other systems, each prefixed with the system: `hubspot:901`, and those of its deals: `hubspot-deal:501`. */
  readonly externalIds: readonly string[];
  /** The open deals about it in the CRM, in the order in which they were noted. Absent: it never had one that counts. */
  readonly deals?: readonly OpenDeal[];
  /** Keys of the submissions it was made of, so that erasure finds and frees them. Absent once it is forgotten. */
  readonly submissionKeys?: readonly string[];
  /** Closed leads of the same person whose keys it took over, oldest first. */
  readonly earlierLeads?: readonly LeadId[];
  /** When its person came back after a rep had closed a lead of theirs, over all their leads, oldest first. */
  readonly comebacks?: readonly Instant[];
  /** When its person was erased. Nothing of them is left, and the lead is closed. */
  readonly forgottenAt?: Instant;
  readonly score?: LeadScore;
  readonly touchpoints: readonly Touchpoint[];
  /** Reps who held it before, oldest first. It is not given back to any of them while other reps are available. */
  readonly previousHolders: readonly RepId[];
  /** Reps who declined it or called it misrouted in this cycle. The system does not give it back to them. */
  readonly refusedBy?: readonly RepId[];
  /** Turns that reps may get back for calling it misrouted, until a manager has looked at each. Absent: none ever. */
  readonly creditsToReview?: readonly CreditToReview[];
  /** How often a person assigned it by hand in this cycle. Absent: never. */
  readonly assignedByHand?: number;
  /** Owners of colleagues' leads for whom it was routed again in this cycle; once for each of them. */
  readonly routedAgainFor?: readonly RepId[];
  /** Start of the current cycle: when it was last recycled from nurture. Absent in the first cycle. */
  readonly cycleStartedAt?: Instant;
  /** How often the system moved it from one rep to another. */
  readonly reassignments: number;
  /** How often it was moved to nurture, by reason. The sum is its number of cycles. */
  readonly nurtureCounts: Readonly<Record<string, number>>;
  /** When reps contacted the person, over all cycles, oldest first. */
  readonly contacts: readonly Instant[];
  /** Owners who qualified it and handed it off. They keep the credit. */
  readonly credited: readonly QualificationCredit[];
  /** The most recent handoff; absent if there has been none. */
  readonly handoff?: Handoff;
  /** The routing in force: the pinned plan version, the rule, and the targets still to try. */
  readonly routing?: LeadRouting;
  readonly stage: Stage;
  /**
   * The latest time at which something must happen. Absent only when closed. Computed by `dueDateOf`, never set by hand.
   */
  readonly dueAt?: Instant;
  /** Who is accountable for it now. Absent only when closed. Computed by `dueDateOf`, never set by hand. */
  readonly accountable?: RepId;
}

/** The turn of a rep who called a lead misrouted, and the entry of the ledger that it would go back to. */
export interface CreditToReview {
  readonly rep: RepId;
  readonly team: TeamId;
  readonly band: string;
  readonly reason: string;
  readonly at: Instant;
}

/** Credit for a past owner of a lead that somebody else owns now. */
export interface QualificationCredit {
  readonly rep: RepId;
  readonly team: TeamId;
  readonly at: Instant;
}

/** The handoff of a qualified lead to the next team, with the terms of the plan at the time of the handoff. */
export interface Handoff {
  /** The rep who qualified it, and the team that rep had it in. */
  readonly handedOffBy: RepId;
  readonly fromTeam: TeamId;
  /**
   * `offered`: the rep of the next team who is assigned the lead has to accept it. `over`: the next team did not accept
   * it, or the lead was routed again.
   */
  readonly state: 'offered' | 'accepted' | 'over';
  /**
   * How often it was returned in this cycle, and how often it may be. `cycle` is the number of times it had been in
   * nurture.
   */
  readonly returns: number;
  readonly maxReturns: number;
  readonly cycle: number;
  /** Deadlines of the rep who is assigned the lead, in that rep's working seconds. */
  readonly firstResponseSeconds: number;
  readonly warnSeconds?: number;
  readonly acceptWithinSeconds: number;
  /** So many working days instead of those seconds. */
  readonly acceptWithinDays?: number;
  /** The team that gets it after too many returns; if absent, it goes to a queue. */
  readonly fallbackTeam?: TeamId;
}

/** A touchpoint: one sign of interest by the person, such as a form, a visit or a download. */
export interface Touchpoint {
  readonly touch: string;
  readonly source: string;
  readonly at: Instant;
}

/** How a lead was routed: the plan version pinned to it, the decision, and the index of the target being tried. */
export interface LeadRouting {
  readonly plan: number;
  readonly at: Instant;
  readonly route: Route;
  readonly target: number;
  /**
   * The version of the lead with which the features of the decision were stored beside it. Absent: its own features are
   * still those, in every field that the plan looks at.
   */
  readonly featuresKept?: number;
  /** Where its account was in the pilot that ran then; absent while none ran. */
  readonly pilot?: PilotPlace;
}

/** Returns the lead's place in a team queue, if it is in one. */
export function teamQueuePlaceOf({ stage }: Lead): TeamQueuePlace | undefined {
  if (stage.state === 'assigned') return stage.seeking;
  return stage.state === 'waiting' && stage.place === 'team' ? stage : undefined;
}

/** Returns the lead's work item in a team queue, if it has one. */
export function workItemOf(lead: Lead): WorkItem | undefined {
  return teamQueuePlaceOf(lead)?.workItem;
}

/** Returns the rep who holds the lead, the number of slots it takes up and the team; undefined if nobody holds it. */
export function holdOf(
  lead: Lead,
): { readonly rep: RepId; readonly weight: number; readonly team: TeamId } | undefined {
  const { stage } = lead;
  if (stage.state !== 'assigned' && stage.state !== 'working') return undefined;
  return { rep: stage.owner, weight: stage.weight, team: stage.team };
}

/** Returns how often it was moved to nurture, for any reason. */
export function cycleCountOf({ nurtureCounts: rests }: Pick<Lead, 'nurtureCounts'>): number {
  return Object.values(rests).reduce((sum, times) => sum + times, 0);
}

/** Returns its nurture counts after it is moved to nurture for this reason once more. */
export function incrementNurtureCount(
  { nurtureCounts: rests }: Pick<Lead, 'nurtureCounts'>,
  reason: string,
): Lead['nurtureCounts'] {
  return { ...rests, [reason]: (ownValue(rests, reason) ?? 0) + 1 };
}

/** Returns the previous holders after `rep` loses the lead: oldest first, each once. Unchanged if nobody had it. */
export function addPreviousHolder(lead: Pick<Lead, 'previousHolders'>, rep: RepId | undefined): readonly RepId[] {
  return rep === undefined || lead.previousHolders.includes(rep)
    ? lead.previousHolders
    : [...lead.previousHolders, rep];
}
