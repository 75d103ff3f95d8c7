import type { LeadId, RepId, TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Turn } from '../plan/plan.ts';
import type { PassedOverReason } from './candidate.ts';
import type { Account } from './fairness/ledger.ts';
import type { Contender } from './strategy.ts';

/** Why nobody got a lead. */
export type UnplacedReason = 'nobody_ever' | 'all_closed' | 'all_full' | 'list_paced';

/**
 * What was decided for a batch and everything needed to decide it again: stored once, while each lead refers to it.
 * It holds ids, numbers and reason codes; sentences are made from it on demand.
 */
export interface DecisionRecord {
  readonly team: TeamId;
  readonly at: Instant;
  readonly strategy: Turn;
  /** Version of the ledger decided on. */
  readonly ledgerVersion: number;
  /** Candidates as they were at the start, with the version of their row. */
  readonly candidates: readonly CandidateRecord[];
  /** The candidates' columns that decide, by ledger account; who is not named stood at zero. */
  readonly accounts: Readonly<Record<string, Readonly<Record<RepId, Pick<Account, 'credit' | 'received'>>>>>;
  /** In the order decided. */
  readonly leads: readonly LeadRecord[];
}

export interface CandidateRecord extends Contender {
  readonly version: number;
}

export interface LeadRecord {
  readonly lead: LeadId;
  /** The ledger account it counts in. */
  readonly account: string;
  readonly slots: number;
  /** Who alone could get it; the others who were free are passed over as `not_the_owner`. */
  readonly only?: RepId;
  /** It took no turn. */
  readonly charged?: false;
  /** Caps did not count. */
  readonly capped?: false;
  /** Who got it; absent when nobody did. */
  readonly chosen?: RepId;
  /** Why nobody got it. */
  readonly because?: UnplacedReason;
  /** Lists of `need` that were dropped because nobody in the team had what was needed. */
  readonly relaxed: readonly string[];
  /** True when previous holders were asked again because nobody else could ever take it. */
  readonly holdersAgain?: true;
  /** Who could not get it, by reason code. Candidates not named here were eligible. */
  readonly passedOver: Readonly<Partial<Record<PassedOverReason, readonly RepId[]>>>;
}

/** Why a lead went where it went. */
export interface Explanation {
  readonly chosen?: RepId;
  readonly because?: UnplacedReason;
  readonly relaxed: readonly string[];
  readonly holdersAgain: boolean;
  readonly only?: RepId;
  readonly charged: boolean;
  readonly capped: boolean;
  readonly passedOver: readonly { readonly rep: RepId; readonly reason: PassedOverReason }[];
  /** Eligible reps whose turn it was not. */
  readonly notInTurn: readonly RepId[];
}

/** Explains one lead of a batch, reps in the record's order; undefined when the batch did not hold it. */
export function explain(record: DecisionRecord, lead: LeadId): Explanation | undefined {
  const entry = record.leads.find((one) => one.lead === lead);
  if (entry === undefined) return undefined;
  const reasons = reasonsOf(entry);
  const reps = record.candidates.map(({ rep }) => rep);
  return {
    ...(entry.chosen !== undefined && { chosen: entry.chosen }),
    ...(entry.because !== undefined && { because: entry.because }),
    relaxed: entry.relaxed,
    holdersAgain: entry.holdersAgain ?? false,
    ...(entry.only !== undefined && { only: entry.only }),
    charged: entry.charged ?? true,
    capped: entry.capped ?? true,
    passedOver: reps.flatMap((rep) => {
      const reason = reasons.get(rep);
      return reason === undefined ? [] : [{ rep, reason }];
    }),
    notInTurn: reps.filter((rep) => rep !== entry.chosen && !reasons.has(rep)),
  };
}

/** Each rep who was passed over for a lead, with the reason. */
export function reasonsOf(entry: LeadRecord): ReadonlyMap<RepId, PassedOverReason> {
  const pairs = Object.entries(entry.passedOver) as [PassedOverReason, readonly RepId[]][];
  return new Map(pairs.flatMap(([reason, reps]) => reps.map((rep) => [rep, reason] as const)));
}
