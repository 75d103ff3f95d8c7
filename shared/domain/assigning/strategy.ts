import { hasShare } from '../fairness/split.ts';
import { posts, takeTurn } from '../fairness/turn.ts';
import type { Accounts } from '../fairness.ts';
import { accountOf } from '../fairness.ts';
import type { RepId } from '../ids.ts';
import type { Team, Turn } from '../plan/plan.ts';
import type { Rep } from '../rep.ts';

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

/** Chooses among reps who are all eligible. Undefined when there are none. */
export function choose(turn: Turn, accounts: Accounts, contenders: readonly Contender[]): Choice | undefined {
  if (posts(turn)) return takeTurn(accounts, new Map(contenders.map(({ rep, weight }) => [rep, weight])));
  const chosen = leastLoaded(contenders)?.rep;
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
