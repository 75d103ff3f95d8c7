import { addWorkingSeconds } from '../business-hours/working-time.ts';
import type { RepId } from '../ids.ts';
import { earliest, type Instant } from '../instant.ts';
import type { SharedWait } from '../lead/stage.ts';
import type { AssignableLead } from './candidate.ts';
import type { CandidateState } from './candidate-state.ts';
import { type CandidateSearch, slotsNeededFor, temporaryObstacleOf } from './eligibility.ts';

/** Who competes for a lead that waited while nobody was at work. */
interface Contest {
  /** Reps who can take it now. */
  readonly present: readonly CandidateState[];
  /** Reps who have room for it, are not at work yet, and will be by `until`. */
  readonly awaited: readonly CandidateState[];
  readonly until: Instant;
}

/** What the shares mean for one lead. */
export interface ShareTerms {
  /** Reps at work who may not take it. */
  readonly hadShare: ReadonlySet<CandidateState>;
  /** What to remember if that leaves nobody. */
  readonly wait: SharedWait;
  /** When the first awaited colleague is at work. */
  readonly opensAt: Instant | undefined;
}

/**
 * Keeps whoever comes to work first from getting all leads that waited. Of a batch of them, each rep at work gets the
 * share that their weight earns among all who fit and come within the time the lead may wait, rounded up; the rest is
 * kept for those colleagues. When nobody more is to come, everybody at work takes what is left in turn.
 */
export class WaitedShares {
  readonly #quotas = new Map<RepId, number>();
  readonly #now: Instant;

  /** Computes each rep's share of a batch; `searchFor` finds who fits a lead. */
  constructor(
    batch: readonly AssignableLead[],
    searchFor: (lead: AssignableLead) => Pick<CandidateSearch, 'fitting'>,
    now: Instant,
  ) {
    this.#now = now;
    const shares = new Map<RepId, number>();
    for (const lead of batch.filter(({ waited }) => waited !== undefined)) {
      for (const [rep, share] of this.#sharesOf(lead, searchFor(lead).fitting))
        shares.set(rep, (shares.get(rep) ?? 0) + share);
    }
    // The small part keeps ten thirds from becoming eleven leads by rounding.
    for (const [rep, share] of shares) this.#quotas.set(rep, Math.ceil(share - 1e-6));
  }

  /** Returns the terms of a lead; undefined when everybody at work may take it. */
  termsFor(lead: AssignableLead, { fitting }: Pick<CandidateSearch, 'fitting'>): ShareTerms | undefined {
    const contest = this.#contestFor(lead, fitting);
    if (!contest) return undefined;
    const { present, awaited, until } = contest;
    const hadShare = present.filter((rep) => hadShareOf(lead, rep) || (this.#quotas.get(rep.rep) ?? 0) <= 0);
    if (awaited.length === 0 && hadShare.length === present.length) return undefined;
    const had = new Set([...(lead.waited?.earlier?.had ?? []), ...hadShare.map(({ rep }) => rep)]);
    return {
      hadShare: new Set(hadShare),
      wait: { until, had: [...had].sort(), awaited: awaited.map(({ rep }) => rep).sort() },
      opensAt: earliest(...awaited.map((rep) => rep.availableAt(lead))),
    };
  }

  /** Counts a lead that was assigned under such terms. */
  count({ rep }: CandidateState): void {
    this.#quotas.set(rep, (this.#quotas.get(rep) ?? 0) - 1);
  }

  /** Returns what each rep earns of one lead, as a part of 1. */
  #sharesOf(lead: AssignableLead, fitting: readonly CandidateState[]): ReadonlyMap<RepId, number> {
    const contest = this.#contestFor(lead, fitting);
    if (!contest) return new Map();
    const counted = new Set([...contest.present, ...contest.awaited].map(({ rep }) => rep));
    for (const rep of lead.waited?.earlier?.awaited ?? []) counted.add(rep);
    const due = fitting.filter((rep) => counted.has(rep.rep) && !hadShareOf(lead, rep));
    const total = due.reduce((sum, { weight }) => sum + weight, 0);
    return new Map(due.map(({ rep, weight }) => [rep, weight / total]));
  }

  #contestFor(lead: AssignableLead, fitting: readonly CandidateState[]): Contest | undefined {
    const { waited } = lead;
    if (waited === undefined) return undefined;
    const present = fitting.filter((rep) => temporaryObstacleOf(rep, lead) === undefined);
    const until = waited.earlier?.until ?? this.#endOfWait(present, waited.maxSeconds);
    if (until === undefined || present.length === 0) return undefined;
    const awaited = fitting.filter((rep) => {
      if (rep.shift === 'open' || hadShareOf(lead, rep)) return false;
      const at = lead.capped !== false && rep.isFull(slotsNeededFor(lead)) ? undefined : rep.availableAt(lead);
      return at !== undefined && at <= until;
    });
    const isKeptForSomebody = waited.earlier !== undefined && this.#now <= until;
    return awaited.length > 0 || isKeptForSomebody ? { present, awaited, until } : undefined;
  }

  /** Returns when the allowed wait ends, counted in the working time of the rep at work for whom it ends first. */
  #endOfWait(present: readonly CandidateState[], seconds: number): Instant | undefined {
    return earliest(...present.map(({ candidate }) => addWorkingSeconds(candidate.schedule, this.#now, seconds)));
  }
}

function hadShareOf({ waited }: AssignableLead, { rep }: CandidateState): boolean {
  return waited?.earlier?.had.includes(rep) ?? false;
}
