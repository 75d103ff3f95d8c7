import type { RepId } from '../../ids.ts';
import type { Team } from '../../plan/plan.ts';
import { posts } from './largest-credit.ts';
import { type Accounts, accountKey, accountOf, accountsOf, credited, type Ledger, UNIT } from './ledger.ts';
import { split } from './split.ts';

/**
 * Something owed to a ledger from outside its turns.
 * `give_back`: a lead that was not worth a turn (misrouted, duplicate, spam). `charge`: a lead a person gave out of turn.
 * `leaver`: the rep left the team.
 */
export type Owed = { readonly id: string; readonly rep: RepId } & (
  | { readonly kind: 'give_back' | 'charge'; readonly band: string }
  | { readonly kind: 'leaver' }
);

/**
 * Settles what is owed to a ledger. `weights`: everybody now in the team (turn weights, 0 included) and nobody else.
 * A team that takes no turns owes none back. Whoever else still has a credit is treated as a leaver, owed or not, so that a lost notice heals itself.
 *
 * An id counts once in a call. That it counts once in a ledger's life is the store's part: it removes what was applied
 * in the very transaction that saves the ledger. Returns the same ledger when nothing changed, otherwise the next version.
 */
export function settle(input: {
  readonly ledger: Ledger;
  readonly team: Pick<Team, 'fairBy' | 'turn'>;
  readonly weights: ReadonlyMap<RepId, number>;
  readonly owed: readonly Owed[];
}): Ledger {
  const { team, weights } = input;
  const seen = new Set<string>();
  let ledger = input.ledger;
  for (const item of input.owed) {
    if (seen.has(item.id)) continue;
    seen.add(item.id);
    if (item.kind === 'leaver') ledger = leave(ledger, item.rep, weights);
    else if (posts(team.turn)) ledger = adjust(ledger, { ...item, key: accountKey(team, item.band) }, weights);
  }
  const gone = new Set(Object.values(ledger.accounts).flatMap((accounts) => Object.keys(accounts)));
  for (const rep of [...gone].sort()) if (!weights.has(rep)) ledger = leave(ledger, rep, weights);
  return ledger === input.ledger ? ledger : { ...ledger, version: input.ledger.version + 1 };
}

/**
 * A lead given back is a lead that never was: the rep gets one back, and everybody, the rep too, gives back what they
 * earned with it, by weight; so credits still sum to zero and nobody who joins later starts behind. A charge is the reverse.
 */
function adjust(
  ledger: Ledger,
  { rep, key, kind }: { readonly rep: RepId; readonly key: string; readonly kind: 'give_back' | 'charge' },
  weights: ReadonlyMap<RepId, number>,
): Ledger {
  const leads = kind === 'give_back' ? 1 : -1;
  const shares = split(-leads * UNIT, weights);
  if (shares.size === 0 || !weights.has(rep)) return ledger;
  const changes = new Map(shares);
  changes.set(rep, (changes.get(rep) ?? 0) + leads * UNIT);
  return adjusted(ledger, key, changes);
}

/** Spreads a leaver's credit, owed or overdrawn, over the others by weight. Stays frozen while there is nobody to take it. */
function leave(ledger: Ledger, rep: RepId, weights: ReadonlyMap<RepId, number>): Ledger {
  const others = new Map([...weights].filter(([other]) => other !== rep));
  return Object.keys(ledger.accounts).reduce((left, key) => {
    const { credit } = accountOf(accountsOf(left, key), rep);
    const parts = split(credit, others);
    return credit === 0 || parts.size === 0 ? left : adjusted(left, key, new Map([...parts, [rep, -credit]]));
  }, ledger);
}

function adjusted(ledger: Ledger, key: string, changes: ReadonlyMap<RepId, number>): Ledger {
  const before = accountsOf(ledger, key);
  const moved = [...changes]
    .filter(([, units]) => units !== 0)
    .map(([rep, units]) => [rep, credited(accountOf(before, rep), { adjusted: units })] as const);
  if (moved.length === 0) return ledger;
  const accounts: Accounts = { ...before, ...Object.fromEntries(moved) };
  return { ...ledger, accounts: { ...ledger.accounts, [key]: accounts } };
}
