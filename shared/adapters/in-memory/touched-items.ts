import { heldLeadCompanyKeyOf, needsAccountReview } from '../../domain/lead/company-key.ts';
import { holdOf, type Lead, workItemOf } from '../../domain/lead/lead.ts';
import { forgetsRoutedFeatures } from '../../domain/routing/routed-features.ts';
import { batonDecisionOf } from '../../domain/shadow/shadow-mode.ts';
import type { Commit, LeadChange } from '../../ports/lead-store.ts';

/**
 * Returns the items a commit writes, counted as in the real table: a transaction takes at most a hundred items, each
 * only once. All changes to a rep's load are one item. A lead is one: no batch of leads changes their details.
 */
export function itemsOfCommit(commit: Commit): readonly string[] {
  const { transitions, ledger, appliedAdjustments = [], adjustments = [] } = commit;
  return [
    ...transitions.flatMap(itemsOfChange),
    ...new Set(transitions.flatMap(loadsOfChange)),
    ...(ledger ? [`ledger ${ledger.team}`] : []),
    ...appliedAdjustments.map((id) => `adjustment ${id}`),
    ...adjustments.map(({ id }) => `adjustment ${id}`),
  ];
}

function itemsOfChange(change: LeadChange): readonly string[] {
  const { before, after, person, claims } = change;
  const [was, is] = [referencesOf(before), referencesOf(after)];
  return [
    `lead ${after.id}`,
    ...(person ? [`person ${after.id}`] : []),
    ...(change.routedFeatures || forgetsRoutedFeatures(change) ? [`routed features ${after.id}`] : []),
    ...(claims?.submission ? [`submission ${claims.submission}`] : []),
    ...(claims?.submissionId ? [`submission ${claims.submissionId}`] : []),
    ...(claims?.persons ?? []).map(({ key }) => `person key ${key}`),
    ...(claims?.external ?? []).map(({ key }) => `external id ${key}`),
    ...(after.shadow && (!before || batonDecisionOf(change)) ? [`observation ${after.id}`] : []),
    ...was.filter((place) => !is.includes(place)),
    ...is.filter((place) => !was.includes(place)),
  ];
}

/** Rows that refer to a lead besides its own: team queue, hold, company, account reviews. */
function referencesOf(lead: Lead | undefined): readonly string[] {
  const work = lead && workItemOf(lead);
  const hold = lead && holdOf(lead);
  const company = heldLeadCompanyKeyOf(lead);
  return [
    ...(work ? [`work ${work.team} ${work.priority} ${work.since} ${lead.id}`] : []),
    ...(hold ? [`hold ${hold.rep} ${lead.id}`] : []),
    ...(lead && company !== undefined ? [`company ${company} ${lead.id}`] : []),
    ...(lead && needsAccountReview(lead) ? [`account review ${lead.id}`] : []),
  ];
}

function loadsOfChange({ before, after }: LeadChange): readonly string[] {
  const [was, is] = [before && holdOf(before), holdOf(after)];
  if (was?.rep === is?.rep && was?.weight === is?.weight) return [];
  return [was, is].flatMap((hold) => (hold ? [`load ${hold.rep}`] : []));
}
