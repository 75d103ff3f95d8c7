import type { RepId, TeamId } from '../ids.ts';
import { ownValue } from '../own-value.ts';
import type { Team, TurnStrategy } from '../plan/team.ts';
import type { Rep } from '../team/rep.ts';
import type { AssignableLead, PassedOverReason } from './candidate.ts';
import { takeTurn, usesLedger } from './fairness/largest-credit.ts';
import type { LedgerEntries } from './fairness/ledger.ts';
import { ledgerEntryOf } from './fairness/ledger.ts';
import { hasShare } from './fairness/split.ts';
import { factorOf, type TurnWeights } from './weights/turn-weights.ts';

/** A rep who could get the lead, with the values that the strategies compare. */
export interface Contender {
  readonly rep: RepId;
  readonly weight: number;
  /** Slots in use. */
  readonly open: number;
  readonly openCap?: number;
  /** Leads assigned in the days that the rep's load covers. */
  readonly given: number;
}

/** Who gets the lead, and the ledger entries afterwards. */
export interface TurnChoice {
  readonly chosen: RepId;
  /** What the team's ledger owed the chosen rep before this lead, in billionths of a lead. */
  readonly creditBefore: number;
  readonly entries: LedgerEntries;
}

/** A team as far as its turns depend on it. */
type TurnTeam = Pick<Team, 'id' | 'turn'>;

/**
 * Returns a rep's weight in a team's turns: the rep's own, or 1 for everybody in a round robin. With `best` their results
 * multiply it, as far as `weights` says so. 0: no turns.
 */
export function turnWeightOf(team: TurnTeam, rep: Pick<Rep, 'id' | 'teams'>, weights?: TurnWeights): number {
  const weight = ownWeightOf(team.id, rep);
  if (weight === 0) return 0;
  if (team.turn === 'round_robin') return 1;
  return team.turn === 'best' ? weight * factorOf(weights, rep.id) : weight;
}

/** Returns the weight that a rep has in a team by the reps data; 0 if it is too small for a share. */
export function ownWeightOf(team: TeamId, { teams }: Pick<Rep, 'teams'>): number {
  const weight = ownValue(teams, team) ?? 0;
  return hasShare(weight) ? weight : 0;
}

/** Returns the turn weights of everybody in a team who has not left, for settling its ledger. */
export function turnWeightsOf(team: TurnTeam, reps: readonly Rep[], weights?: TurnWeights): ReadonlyMap<RepId, number> {
  const members = reps.filter((rep) => rep.active && Object.hasOwn(rep.teams, team.id));
  return new Map(members.map((rep) => [rep.id, turnWeightOf(team, rep, weights)]));
}

/** Whether a rep earns a share of a lead's turn: eligible reps do, and reps passed over only as `not_the_owner`. */
export function earnsShare(reason: PassedOverReason | undefined): boolean {
  return reason === undefined || reason === 'not_the_owner';
}

/**
 * Chooses among reps who can all take the lead; with `only`, chooses that rep. Undefined when there is none. A lead
 * that is not charged leaves the ledger unchanged.
 */
export function chooseRep(
  turn: TurnStrategy,
  entries: LedgerEntries,
  contenders: readonly Contender[],
  { only, charged }: Pick<AssignableLead, 'only' | 'charged'> = {},
): TurnChoice | undefined {
  if (usesLedger(turn) && !(only !== undefined && charged === false)) {
    const taken = takeTurn(entries, new Map(contenders.map(({ rep, weight }) => [rep, weight])), only);
    return taken && charged === false ? { ...taken, entries } : taken;
  }
  const chosen = findLeastLoaded(only === undefined ? contenders : contenders.filter(({ rep }) => rep === only))?.rep;
  if (chosen === undefined) return undefined;
  return { chosen, creditBefore: ledgerEntryOf(entries, chosen).credit, entries };
}

/**
 * Returns the rep with the lowest share of the open cap in use or, if anybody has no cap, with the fewest slots in use.
 * Ties: fewest slots in use, then fewest leads assigned recently, then the smaller id.
 */
function findLeastLoaded(contenders: readonly Contender[]): Contender | undefined {
  const allCapped = contenders.every(({ openCap }) => openCap !== undefined);
  const inUse = ({ open, openCap }: Contender) => (allCapped && openCap !== undefined ? open / openCap : open);
  const order = (a: Contender, b: Contender) =>
    inUse(a) - inUse(b) || a.open - b.open || a.given - b.given || (a.rep < b.rep ? -1 : 1);
  return contenders.toSorted(order)[0];
}
