import type { LeadId, RepId, TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { ownValue } from '../own-value.ts';
import type { BestTerms, TurnStrategy } from '../plan/team.ts';
import type { PassedOverReason } from './candidate.ts';
import type { LedgerEntry } from './fairness/ledger.ts';
import type { DecisionInputs } from './input-record.ts';
import type { Contender } from './strategy.ts';
import type { BatchSurge } from './surge.ts';
import type { RepFactor } from './weights/turn-weights.ts';
import type { WeightsRecord } from './weights/weights-record.ts';

/** Why nobody got a lead. */
export type UnassignedReason =
  | 'nobody_ever'
  | 'all_away'
  | 'all_closed'
  | 'all_full'
  | 'all_busy'
  | 'list_paced'
  | 'awaits_colleagues';

/**
 * What was decided for a batch, with everything needed to replay the decision. It is stored once; each lead refers to
 * it. It holds ids, numbers and reason codes; explanations are written from it on demand.
 */
export interface BatchDecisionRecord {
  readonly team: TeamId;
  readonly at: Instant;
  readonly strategy: TurnStrategy;
  /** The version of the ledger that the decision is based on. */
  readonly ledgerVersion: number;
  /** Candidates as they were before the batch, with the version of their row. */
  readonly candidates: readonly CandidateRecord[];
  /** The deciding columns of the candidates, by ledger key. Candidates that are not listed were at zero. */
  readonly entries: Readonly<Record<string, Readonly<Record<RepId, Pick<LedgerEntry, 'credit' | 'received'>>>>>;
  /** In the order of the decisions. */
  readonly leads: readonly LeadDecision[];
  /** What the results of reps did to the weights of the candidates, in a team whose turns go by them. */
  readonly weights?: WeightsRecord;
  /** The surge under which it was decided. The caps of the candidates are the raised ones. */
  readonly surge?: BatchSurge;
  /** What else it was decided from. Absent in records from before it was kept: they replay by their reasons alone. */
  readonly inputs?: DecisionInputs;
}

export interface CandidateRecord extends Contender {
  readonly version: number;
  /** What counted of their calendar: when it was read, and until when they are in a meeting, if they are. */
  readonly reading?: { readonly readAt?: Instant; readonly busyUntil?: Instant };
}

export interface LeadDecision {
  readonly lead: LeadId;
  /** The ledger key it counts under. */
  readonly ledgerKey: string;
  readonly slots: number;
  /** The only rep who could get it. Other free reps are passed over as `not_the_owner`. */
  readonly only?: RepId;
  /** The rep on leave as whose backup `only` could get it. */
  readonly backupFor?: RepId;
  /** It used up no turn. */
  readonly charged?: false;
  /** Caps were ignored. */
  readonly capped?: false;
  /** Who got it; absent when nobody did. */
  readonly chosen?: RepId;
  /** Why nobody got it. */
  readonly because?: UnassignedReason;
  /** Entries of `need` that were dropped because nobody in the team had them. */
  readonly relaxed: readonly string[];
  /** True when meetings did not count, because everybody who could take it was in one. */
  readonly meetingsIgnored?: true;
  /** Nobody was at work, so reps who come to work by then could get it before. */
  readonly comesBy?: Instant;
  /** True when previous holders were considered again because nobody else could ever take it. */
  readonly holdersAgain?: true;
  /** Reps who could not get it, by reason code. All other candidates were eligible. */
  readonly passedOver: Readonly<Partial<Record<PassedOverReason, readonly RepId[]>>>;
}

/** Why a lead was assigned to this rep, or to nobody. */
export interface DecisionExplanation {
  readonly chosen?: RepId;
  readonly because?: UnassignedReason;
  readonly relaxed: readonly string[];
  readonly holdersAgain: boolean;
  readonly meetingsIgnored: boolean;
  readonly comesBy?: Instant;
  readonly only?: RepId;
  readonly backupFor?: RepId;
  readonly charged: boolean;
  readonly capped: boolean;
  readonly passedOver: readonly { readonly rep: RepId; readonly reason: PassedOverReason }[];
  /** Eligible reps whose turn it was not. */
  readonly notInTurn: readonly RepId[];
  /** What their results did to the weight of the chosen rep, in a team whose turns go by them. */
  readonly results?: ChosenResults;
}

/** The weight of a chosen rep, and the results that it came from. */
export interface ChosenResults extends RepFactor, Pick<BestTerms, 'by' | 'overDays'> {
  readonly weight: number;
  /** The version of the team's factors. */
  readonly version: number;
}

/** Explains one lead of a batch, with reps in the record's order. Undefined when the batch lacks the lead. */
export function explainDecision(record: BatchDecisionRecord, lead: LeadId): DecisionExplanation | undefined {
  const entry = record.leads.find((one) => one.lead === lead);
  if (entry === undefined) return undefined;
  const reasons = passedOverReasonsOf(entry);
  const reps = record.candidates.map(({ rep }) => rep);
  return {
    ...(entry.chosen !== undefined && { chosen: entry.chosen }),
    ...(entry.because !== undefined && { because: entry.because }),
    relaxed: entry.relaxed,
    holdersAgain: entry.holdersAgain ?? false,
    meetingsIgnored: entry.meetingsIgnored ?? false,
    ...(entry.comesBy !== undefined && { comesBy: entry.comesBy }),
    ...(entry.only !== undefined && { only: entry.only }),
    ...(entry.backupFor !== undefined && { backupFor: entry.backupFor }),
    charged: entry.charged ?? true,
    capped: entry.capped ?? true,
    passedOver: reps.flatMap((rep) => {
      const reason = reasons.get(rep);
      return reason === undefined ? [] : [{ rep, reason }];
    }),
    notInTurn: reps.filter((rep) => rep !== entry.chosen && !reasons.has(rep)),
    ...resultsOfChosen(record, entry),
  };
}

function resultsOfChosen(
  { weights, candidates }: BatchDecisionRecord,
  { chosen }: LeadDecision,
): Pick<DecisionExplanation, 'results'> {
  const kept = weights && chosen !== undefined ? ownValue(weights.reps, chosen) : undefined;
  const weight = candidates.find(({ rep }) => rep === chosen)?.weight;
  if (!weights || !kept || weight === undefined) return {};
  const { own: _, ...factor } = kept;
  const { by, overDays } = weights.terms;
  return { results: { ...factor, weight, by, overDays, version: weights.version } };
}

/** Returns the reason for each rep who was passed over for a lead. */
export function passedOverReasonsOf(entry: LeadDecision): ReadonlyMap<RepId, PassedOverReason> {
  const pairs = Object.entries(entry.passedOver) as [PassedOverReason, readonly RepId[]][];
  return new Map(pairs.flatMap(([reason, reps]) => reps.map((rep) => [rep, reason] as const)));
}
