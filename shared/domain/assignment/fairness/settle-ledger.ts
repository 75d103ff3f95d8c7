import type { RepId } from '../../ids.ts';
import type { Team } from '../../plan/team.ts';
import { usesLedger } from './largest-credit.ts';
import {
  adjustEntry,
  type Ledger,
  type LedgerEntries,
  ledgerEntriesOf,
  ledgerEntryOf,
  ledgerKey,
  UNITS_PER_LEAD,
} from './ledger.ts';
import { splitByWeight } from './split.ts';

/**
 * A change to a ledger from outside its turns.
 * `give_back`: a lead that was not worth a turn (misrouted, duplicate, spam). `charge`: a lead a person assigned out of
 * turn. `leaver`: the rep left the team.
 */
export type PendingAdjustment = { readonly id: string; readonly rep: RepId } & (
  | { readonly kind: 'give_back' | 'charge'; readonly band: string }
  | { readonly kind: 'leaver' }
);

/**
 * Applies pending changes to a ledger. `weights` holds the turn weights (including 0) of everybody now in the team, and
 * nobody else. A team that takes no turns gives none back. Anybody else with a credit is treated as a leaver even
 * without a `leaver` entry, so a lost event does no harm.
 *
 * An id counts once per call. The store makes sure that it counts only once overall: it removes applied entries in the
 * same transaction that saves the ledger. Returns the same ledger when nothing changed, otherwise the next version.
 */
export function settleLedger(input: {
  readonly ledger: Ledger;
  readonly team: Pick<Team, 'fairBy' | 'turn'>;
  readonly weights: ReadonlyMap<RepId, number>;
  readonly pending: readonly PendingAdjustment[];
}): Ledger {
  const { team, weights } = input;
  const seen = new Set<string>();
  let ledger = input.ledger;
  for (const item of input.pending) {
    if (seen.has(item.id)) continue;
    seen.add(item.id);
    if (item.kind === 'leaver') ledger = spreadLeaverCredit(ledger, item.rep, weights);
    else if (usesLedger(team.turn))
      ledger = adjustCredit(ledger, { ...item, key: ledgerKey(team, item.band) }, weights);
  }
  const repsInLedger = new Set(Object.values(ledger.entries).flatMap((entries) => Object.keys(entries)));
  for (const rep of [...repsInLedger].sort()) if (!weights.has(rep)) ledger = spreadLeaverCredit(ledger, rep, weights);
  return ledger === input.ledger ? ledger : { ...ledger, version: input.ledger.version + 1 };
}

/**
 * Adjusts credits as if the lead had never existed: the rep gets one lead back, and everybody, including the rep, gives
 * back their earned share, by weight. Credits still sum to zero, and nobody who joins later starts behind. A charge is
 * the reverse.
 */
function adjustCredit(
  ledger: Ledger,
  { rep, key, kind }: { readonly rep: RepId; readonly key: string; readonly kind: 'give_back' | 'charge' },
  weights: ReadonlyMap<RepId, number>,
): Ledger {
  const leads = kind === 'give_back' ? 1 : -1;
  const shares = splitByWeight(-leads * UNITS_PER_LEAD, weights);
  if (shares.size === 0 || !weights.has(rep)) return ledger;
  const changes = new Map(shares);
  changes.set(rep, (changes.get(rep) ?? 0) + leads * UNITS_PER_LEAD);
  return applyChanges(ledger, key, changes);
}

/** Spreads a leaver's credit, positive or negative, over the others by weight. Without others it stays unchanged. */
function spreadLeaverCredit(ledger: Ledger, rep: RepId, weights: ReadonlyMap<RepId, number>): Ledger {
  const others = new Map([...weights].filter(([other]) => other !== rep));
  return Object.keys(ledger.entries).reduce((next, key) => {
    const { credit } = ledgerEntryOf(ledgerEntriesOf(next, key), rep);
    const parts = splitByWeight(credit, others);
    return credit === 0 || parts.size === 0 ? next : applyChanges(next, key, new Map([...parts, [rep, -credit]]));
  }, ledger);
}

function applyChanges(ledger: Ledger, key: string, changes: ReadonlyMap<RepId, number>): Ledger {
  const before = ledgerEntriesOf(ledger, key);
  const moved = [...changes]
    .filter(([, units]) => units !== 0)
    .map(([rep, units]) => [rep, adjustEntry(ledgerEntryOf(before, rep), { adjusted: units })] as const);
  if (moved.length === 0) return ledger;
  const entries: LedgerEntries = { ...before, ...Object.fromEntries(moved) };
  return { ...ledger, entries: { ...ledger.entries, [key]: entries } };
}
