import type { RepId } from '../ids.ts';
import type { Team, Turn } from '../plan/plan.ts';
import type { Rep } from '../team/rep.ts';
import type { Assignable, PassedOverReason } from './candidate.ts';
import { posts, takeTurn } from './fairness/largest-credit.ts';
import type { Accounts } from './fairness/ledger.ts';
import { accountOf } from './fairness/ledger.ts';
import { hasShare } from './fairness/split.ts';

/** A rep who could get the lead, with what the ways to take turns compare. */
export interface Contender {
  readonly rep: RepId;
  readonly weight: number;
  /** Slots held. */
  readonly open: number;
  readonly openCap?: number;
  /** Leads given in the days that the rep's load remembers. */
  readonly given: number;
}

/** Who gets the lead, and the accounts after it. */
export interface Choice {
  readonly chosen: RepId;
  /** What the team's ledger owed the chosen before this lead, in billionths of a lead. */
  readonly creditBefore: number;
  readonly accounts: Accounts;
}

/** A rep's weight in a team's turns: their own, or 1 for everybody in a round robin. 0 takes no turns. */
export function turnWeight(team: Pick<Team, 'id' | 'turn'>, rep: Pick<Rep, 'teams'>): number {
  const weight = Object.hasOwn(rep.teams, team.id) ? (rep.teams[team.id] ?? 0) : 0;
  if (!hasShare(weight)) return 0;
  return team.turn === 'round_robin' ? 1 : weight;
}

/** Turn weights of everybody in a team who has not left, as settling its ledger asks for. */
export function turnWeights(team: Pick<Team, 'id' | 'turn'>, reps: readonly Rep[]): ReadonlyMap<RepId, number> {
  const members = reps.filter((rep) => rep.active && Object.hasOwn(rep.teams, team.id));
  return new Map(members.map((rep) => [rep.id, turnWeight(team, rep)]));
}

/** Whether a rep's part in a lead's turn is earned: by who was eligible, or would have been if it were not for one rep only. */
export function earns(reason: PassedOverReason | undefined): boolean {
  return reason === undefined || reason === 'not_the_owner';
}

/**
 * Chooses among reps who can all take the lead, or of them the only one whom it is for. Undefined when there is none.
 * What is not charged leaves the accounts as they are.
 */
export function choose(
  turn: Turn,
  accounts: Accounts,
  contenders: readonly Contender[],
  { only, charged }: Pick<Assignable, 'only' | 'charged'> = {},
): Choice | undefined {
  if (posts(turn) && !(only !== undefined && charged === false)) {
    const taken = takeTurn(accounts, new Map(contenders.map(({ rep, weight }) => [rep, weight])), only);
    return taken && charged === false ? { ...taken, accounts } : taken;
  }
  const chosen = leastLoaded(only === undefined ? contenders : contenders.filter(({ rep }) => rep === only))?.rep;
  if (chosen === undefined) return undefined;
  return { chosen, creditBefore: accountOf(accounts, chosen).credit, accounts };
}

/**
 * The lowest part of the open cap in use; or, when somebody has no cap to take a part of, the fewest slots held.
 * Then the fewest held, the fewest given lately, the smaller id.
 */
function leastLoaded(contenders: readonly Contender[]): Contender | undefined {
  const allCapped = contenders.every(({ openCap }) => openCap !== undefined);
  const inUse = ({ open, openCap }: Contender) => (allCapped && openCap !== undefined ? open / openCap : open);
  const order = (a: Contender, b: Contender) =>
    inUse(a) - inUse(b) || a.open - b.open || a.given - b.given || (a.rep < b.rep ? -1 : 1);
  return contenders.toSorted(order)[0];
}
