import { holdOf, type Lead, workItemOf } from '../../domain/lead.ts';
import type { Commit, LeadChange } from '../../ports/lead-store.ts';

/**
 * The items a commit touches, as the real table counts them: a transaction takes at most a hundred of them and each only once,
 * loads excepted, which are added up.
 */
export function touchedItems(commit: Commit): readonly string[] {
  const { transitions, ledger, appliedAdjustments = [], adjustments = [], decision } = commit;
  const loads = new Set(
    transitions.flatMap(({ before, after }) => [holdRep(before), holdRep(after)]).filter((rep) => rep !== undefined),
  );
  return [
    ...transitions.flatMap(itemsOfChange),
    ...[...loads].map((rep) => `load ${rep}`),
    ...(ledger ? [`ledger ${ledger.team}`] : []),
    ...appliedAdjustments.map((id) => `adjustment ${id}`),
    ...adjustments.map(({ id }) => `adjustment ${id}`),
    ...(decision ? [`decision ${decision.id}`] : []),
  ];
}

function itemsOfChange({ before, after, event, person, claims }: LeadChange): readonly string[] {
  const moved = new Set([...movingItems(before), ...movingItems(after)]);
  return [
    `lead ${after.id}`,
    `event ${after.id} ${event.seq}`,
    ...(person ? [`person ${after.id}`] : []),
    ...(claims?.submission ? [`submission ${claims.submission}`] : []),
    ...(claims?.person ? [`person key ${claims.person.key}`] : []),
    ...moved,
  ];
}

function movingItems(lead: Lead | undefined): readonly string[] {
  const work = lead && workItemOf(lead);
  const hold = lead && holdOf(lead);
  return [
    ...(work ? [`work ${work.team} ${work.priority} ${work.since} ${lead.id}`] : []),
    ...(hold ? [`hold ${hold.rep} ${lead.id}`] : []),
  ];
}

function holdRep(lead: Lead | undefined): string | undefined {
  return lead && holdOf(lead)?.rep;
}
