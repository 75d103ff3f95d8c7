import type { LeadId, RepId } from '../ids.ts';
import { type DecisionRecord, reasonsOf } from './decision-record.ts';
import type { Accounts } from './fairness/ledger.ts';
import { type Contender, choose, earns } from './strategy.ts';

/**
 * Decides a batch again from its record alone: who gets each lead, in order. If the result differs from the choices in
 * the record, the record is wrong.
 */
export function replay(record: DecisionRecord): readonly { readonly lead: LeadId; readonly chosen?: RepId }[] {
  const accounts = new Map<string, Accounts>(
    Object.entries(record.accounts).map(([key, columns]) => [key, asAccounts(columns)]),
  );
  const contenders = new Map<RepId, Contender>(record.candidates.map((candidate) => [candidate.rep, candidate]));
  return record.leads.map((entry) => {
    const passedOver = reasonsOf(entry);
    const choice = choose(
      record.strategy,
      accounts.get(entry.account) ?? {},
      [...contenders.values()].filter(({ rep }) => earns(passedOver.get(rep))),
      entry,
    );
    if (choice === undefined) return { lead: entry.lead };
    accounts.set(entry.account, choice.accounts);
    const winner = contenders.get(choice.chosen);
    if (winner) {
      contenders.set(choice.chosen, { ...winner, open: winner.open + entry.slots, given: winner.given + 1 });
    }
    return { lead: entry.lead, chosen: choice.chosen };
  });
}

/** Rebuilds ledger entries. The record keeps only the deciding columns, so `earned` is derived from the credit. */
function asAccounts(columns: DecisionRecord['accounts'][string]): Accounts {
  return Object.fromEntries(
    Object.entries(columns).map(([rep, { credit, received }]) => [
      rep,
      { credit, received, earned: credit + received, adjusted: 0 },
    ]),
  );
}
