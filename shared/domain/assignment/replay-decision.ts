import type { LeadId, RepId } from '../ids.ts';
import { type BatchDecisionRecord, passedOverReasonsOf } from './decision-record.ts';
import type { LedgerEntries } from './fairness/ledger.ts';
import { restoreEntries } from './restore-batch.ts';
import { type Contender, chooseRep, earnsShare } from './strategy.ts';

/**
 * Decides a batch again from its record alone: who gets each lead, in order. If the result differs from the choices in
 * the record, the record is wrong.
 */
export function replayDecision(
  record: BatchDecisionRecord,
): readonly { readonly lead: LeadId; readonly chosen?: RepId }[] {
  const entries = new Map<string, LedgerEntries>(
    Object.entries(record.entries).map(([key, columns]) => [key, restoreEntries(columns)]),
  );
  const contenders = new Map<RepId, Contender>(record.candidates.map((candidate) => [candidate.rep, candidate]));
  return record.leads.map((entry) => {
    const passedOver = passedOverReasonsOf(entry);
    const choice = chooseRep(
      record.strategy,
      entries.get(entry.ledgerKey) ?? {},
      [...contenders.values()].filter(({ rep }) => earnsShare(passedOver.get(rep))),
      entry,
    );
    if (choice === undefined) return { lead: entry.lead };
    entries.set(entry.ledgerKey, choice.entries);
    const winner = contenders.get(choice.chosen);
    if (winner) {
      contenders.set(choice.chosen, { ...winner, open: winner.open + entry.slots, given: winner.given + 1 });
    }
    return { lead: entry.lead, chosen: choice.chosen };
  });
}
