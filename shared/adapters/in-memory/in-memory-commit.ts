import type { RepId } from '../../domain/ids.ts';
import { heldLeadCompanyKeyOf, needsAccountReview } from '../../domain/lead/company-key.ts';
import { holdOf, type Lead, workItemOf } from '../../domain/lead/lead.ts';
import { queueNameOf } from '../../domain/lead/stage.ts';
import { canHappen } from '../../domain/lead/transitions.ts';
import { addRoutedFeatures, changesFeaturesOnly, forgetsRoutedFeatures } from '../../domain/routing/routed-features.ts';
import { batonDecisionOf } from '../../domain/shadow/shadow-mode.ts';
import type { Admission, Claims, Commit, CommitOutcome, LeadChange } from '../../ports/lead-store.ts';
import { dayCounterOf } from '../dynamodb/day-count.ts';
import { copyFrozen } from './frozen-copy.ts';
import { type InMemoryWorld, innerMapOf, NO_LOAD } from './in-memory-world.ts';
import { itemsOfCommit } from './touched-items.ts';

/** Maximum number of items in one transaction. */
const MAX_TRANSACTION_ITEMS = 100;
/** Day counters this many days before an assignment are dropped: no time zone is still on those days. */
const DAY_COUNTER_TTL_DAYS = 3;
const DAY_MS = 24 * 3600 * 1000;

/** Saves a commit fully or not at all, with the same outcomes as the real table. */
export function commitToWorld(world: InMemoryWorld, commit: Commit): CommitOutcome {
  const { ledger } = commit;
  if (!ledger && commit.appliedAdjustments?.length) throw new Error('applied adjustments require a ledger');
  if (commit.transitions.some((change) => isAlreadySaved(world, change))) return { outcome: 'done' };
  const items = itemsOfCommit(commit);
  if (items.length > MAX_TRANSACTION_ITEMS || new Set(items).size < items.length) return { outcome: 'invalid' };
  if (ledger && (world.ledgers.get(ledger.team)?.version ?? 0) !== ledger.version - 1) return { outcome: 'fenced' };
  for (const change of commit.transitions) {
    const refused = checkClaims(world, change.after.id, change.claims);
    if (refused) return refused;
  }
  for (const change of commit.transitions) {
    if (!isCurrent(world.leads.get(change.after.id), change)) return { outcome: 'stale', lead: change.after.id };
  }
  const shifts = loadChangesOf(commit.transitions);
  for (const [rep, shift] of shifts) {
    if (!isAdmitted(world, rep, shift)) return { outcome: 'not_admitted', rep };
  }
  for (const change of commit.transitions) checkRoutedFeatures(world, change);
  for (const change of commit.transitions) saveTransition(world, change);
  for (const [rep, shift] of shifts) saveLoad(world, rep, shift);
  saveLedgerAndDecision(world, commit);
  return { outcome: 'done' };
}

/** Whether the transition was already saved and its reply was lost. */
function isAlreadySaved(world: InMemoryWorld, { event }: LeadChange): boolean {
  return world.timelines.get(event.lead)?.[event.seq - 1]?.id === event.id;
}

function isCurrent(stored: Lead | undefined, { before, event }: LeadChange): boolean {
  return (
    stored?.version === before?.version && stored?.epoch === before?.epoch && canHappen(event.type, stored?.stage.state)
  );
}

function checkClaims(world: InMemoryWorld, lead: string, claims: Claims | undefined): CommitOutcome | undefined {
  const holder = submissionKeysOf(claims)
    .map((key) => world.submissions.get(key))
    .find(Boolean);
  if (holder) return { outcome: 'claimed', claim: 'submission', lead: holder };
  for (const [claim, keys, held] of [
    ['person', claims?.persons, world.personKeys],
    ['external', claims?.external, world.externalIds],
  ] as const) {
    for (const { key, releasedBy: insteadOf } of keys ?? []) {
      const holder = held.get(key);
      if (holder && holder !== lead && holder !== insteadOf) return { outcome: 'claimed', claim, lead: holder };
    }
  }
  return undefined;
}

/** What a commit changes in one rep's load, over all its leads. */
interface LoadChange {
  open: number;
  readonly admissions: Admission[];
}

function loadChangesOf(changes: readonly LeadChange[]): ReadonlyMap<RepId, LoadChange> {
  const shifts = new Map<RepId, LoadChange>();
  const shiftOf = (rep: RepId) => {
    const shift = shifts.get(rep) ?? { open: 0, admissions: [] };
    shifts.set(rep, shift);
    return shift;
  };
  for (const { before, after, admission } of changes) {
    const was = before && holdOf(before);
    const is = holdOf(after);
    if (was) shiftOf(was.rep).open -= was.weight;
    if (is) shiftOf(is.rep).open += is.weight;
    if (!is || is.rep === was?.rep) continue;
    if (!admission) throw new Error(`${after.id} is assigned without an admission`);
    shiftOf(is.rep).admissions.push(admission);
  }
  return shifts;
}

function isAdmitted(world: InMemoryWorld, rep: RepId, { open, admissions }: LoadChange): boolean {
  const stored = world.reps.get(rep);
  const load = world.loads.get(rep) ?? NO_LOAD;
  return admissions.every(
    ({ repVersion, openCap, ...admission }) =>
      stored?.active === true &&
      stored.version === (repVersion ?? stored.version) &&
      load.open + open <= (openCap ?? Number.POSITIVE_INFINITY) &&
      assignedOn(load.days, dayCounterOf(admission).key, admissions) <=
        (dayCounterOf(admission).most ?? Number.POSITIVE_INFINITY),
  );
}

function assignedOn(days: Readonly<Record<string, number>>, key: string, admissions: readonly Admission[]): number {
  return (days[key] ?? 0) + admissions.filter((admission) => dayCounterOf(admission).key === key).length;
}

function saveLoad(world: InMemoryWorld, rep: RepId, { open, admissions }: LoadChange): void {
  const load = world.loads.get(rep) ?? NO_LOAD;
  const given = admissions.map(dayCounterOf).map(({ key }) => [key, assignedOn(load.days, key, admissions)] as const);
  const kept = Object.entries(load.days).filter(([key]) => admissions.every(({ day }) => !isExpiredCounter(key, day)));
  const days = { ...Object.fromEntries(kept), ...Object.fromEntries(given) };
  world.loads.set(rep, copyFrozen({ open: load.open + open, days }));
}

function isExpiredCounter(key: string, today: string): boolean {
  return Date.parse(today) - Date.parse(key.slice(0, today.length)) >= DAY_COUNTER_TTL_DAYS * DAY_MS;
}

/** @throws when a change would lose what the decision in force was made from. */
function checkRoutedFeatures({ plans }: InMemoryWorld, change: LeadChange): void {
  if (!changesFeaturesOnly(change)) return;
  const pinned = plans.find(({ version }) => version === change.after.routing?.plan);
  if (pinned && addRoutedFeatures(change, pinned.plan) !== change)
    throw new Error(`${change.after.id} loses the features it was routed by`);
}

function saveTransition(world: InMemoryWorld, change: LeadChange): void {
  const { before, after, event, person, claims, routedFeatures } = change;
  const { id } = after;
  const stored = copyFrozen(after);
  saveShadowDecision(world, change);
  world.leads.set(id, stored);
  world.timelines.set(id, [...(world.timelines.get(id) ?? []), copyFrozen(event)]);
  world.outbox.push(copyFrozen(event));
  if (stored.dueAt) world.dueDates.set(id, stored.dueAt);
  else world.dueDates.delete(id);
  if (person) world.people.set(id, copyFrozen(person));
  if (routedFeatures) world.routedFeatures.set(id, copyFrozen(routedFeatures));
  if (forgetsRoutedFeatures(change)) world.routedFeatures.delete(id);
  for (const key of submissionKeysOf(claims)) world.submissions.set(key, id);
  for (const { key } of claims?.persons ?? []) world.personKeys.set(key, id);
  for (const { key } of claims?.external ?? []) world.externalIds.set(key, id);

  const wasQueued = before && workItemOf(before);
  const work = workItemOf(stored);
  if (wasQueued) innerMapOf(world.queues, queueNameOf(wasQueued)).delete(id);
  if (work) innerMapOf(world.queues, queueNameOf(work)).set(id, { lead: id, workItem: work });
  const wasHeld = before && holdOf(before);
  const hold = holdOf(stored);
  const [wasOf, isOf] = [heldLeadCompanyKeyOf(before), heldLeadCompanyKeyOf(stored)];
  if (wasOf !== undefined) innerMapOf(world.leadsByCompany, wasOf).delete(id);
  if (wasOf !== undefined && world.leadsByCompany.get(wasOf)?.size === 0) world.leadsByCompany.delete(wasOf);
  if (isOf !== undefined) innerMapOf(world.leadsByCompany, isOf).set(id, id);
  if (needsAccountReview(stored)) world.accountReviews.add(id);
  else world.accountReviews.delete(id);
  if (wasHeld) innerMapOf(world.holds, wasHeld.rep).delete(id);
  if (hold) innerMapOf(world.holds, hold.rep).set(id, { lead: id, weight: hold.weight, team: hold.team });
}

/** Saves what Baton would have done with a lead in shadow mode. */
function saveShadowDecision(world: InMemoryWorld, change: LeadChange): void {
  const { id: lead, receivedAt, shadow } = change.after;
  if (shadow !== true) return;
  const known = world.observations.get(lead) ?? { lead, receivedAt };
  world.observations.set(lead, copyFrozen({ ...known, baton: batonDecisionOf(change) ?? known.baton }));
}

function saveLedgerAndDecision(
  world: InMemoryWorld,
  { ledger, appliedAdjustments, adjustments, decision }: Commit,
): void {
  if (ledger) world.ledgers.set(ledger.team, copyFrozen(ledger));
  for (const id of appliedAdjustments ?? []) if (ledger) innerMapOf(world.adjustments, ledger.team).delete(id);
  for (const adjustment of adjustments ?? [])
    innerMapOf(world.adjustments, adjustment.team).set(adjustment.id, copyFrozen(adjustment));
  if (decision) world.decisions.set(decision.id, copyFrozen(decision));
}

/** Returns the keys that at most one submission may have. */
function submissionKeysOf(claims: Claims | undefined): readonly string[] {
  return [claims?.submission, claims?.submissionId].filter((key) => key !== undefined);
}
