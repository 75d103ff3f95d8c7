import type { RepId } from '../../domain/ids.ts';
import { awaitsAccountReview, heldCompanyKeyOf } from '../../domain/lead/company-key.ts';
import { holdOf, type Lead, workItemOf } from '../../domain/lead/lead.ts';
import { queueNameOf } from '../../domain/lead/stage.ts';
import { mayHappen } from '../../domain/lead/transitions.ts';
import { decisionOf } from '../../domain/shadow/shadow-mode.ts';
import type { Admission, Claims, Commit, CommitOutcome, LeadChange } from '../../ports/lead-store.ts';
import { dayCountOf } from '../dynamodb/day-count.ts';
import { frozenCopy } from './frozen-copy.ts';
import { type MemoryWorld, mapAt, NO_LOAD } from './in-memory-world.ts';
import { touchedItems } from './touched-items.ts';

/** Maximum number of items in one transaction. */
const MOST_ITEMS = 100;
/** Day counters this many days before an assignment are dropped: no time zone is still on those days. */
const DAYS_KEPT = 3;
const DAY_MS = 24 * 3600 * 1000;

/** Saves a commit fully or not at all, with the same outcomes as the real table. */
export function commitTo(world: MemoryWorld, commit: Commit): CommitOutcome {
  const { ledger } = commit;
  if (!ledger && commit.appliedAdjustments?.length) throw new Error('applied adjustments require a ledger');
  if (commit.transitions.some((change) => isOnTimeline(world, change))) return { outcome: 'done' };
  const items = touchedItems(commit);
  if (items.length > MOST_ITEMS || new Set(items).size < items.length) return { outcome: 'invalid' };
  if (ledger && (world.ledgers.get(ledger.team)?.version ?? 0) !== ledger.version - 1) return { outcome: 'fenced' };
  for (const change of commit.transitions) {
    const refused = claimRefused(world, change.after.id, change.claims);
    if (refused) return refused;
  }
  for (const change of commit.transitions) {
    if (!isCurrent(world.leads.get(change.after.id), change)) return { outcome: 'stale', lead: change.after.id };
  }
  const shifts = loadShifts(commit.transitions);
  for (const [rep, shift] of shifts) {
    if (!isAdmitted(world, rep, shift)) return { outcome: 'not_admitted', rep };
  }
  for (const change of commit.transitions) saveChange(world, change);
  for (const [rep, shift] of shifts) saveLoad(world, rep, shift);
  saveAccounts(world, commit);
  return { outcome: 'done' };
}

/** Whether the transition was already saved and its reply was lost. */
function isOnTimeline(world: MemoryWorld, { event }: LeadChange): boolean {
  return world.timelines.get(event.lead)?.[event.seq - 1]?.id === event.id;
}

function isCurrent(stored: Lead | undefined, { before, event }: LeadChange): boolean {
  return (
    stored?.version === before?.version && stored?.epoch === before?.epoch && mayHappen(event.type, stored?.stage.state)
  );
}

function claimRefused(world: MemoryWorld, lead: string, claims: Claims | undefined): CommitOutcome | undefined {
  const sent = claims?.submission && world.submissions.get(claims.submission);
  if (sent) return { outcome: 'claimed', claim: 'submission', lead: sent };
  for (const [claim, keys, held] of [
    ['person', claims?.persons, world.personKeys],
    ['external', claims?.external, world.externalIds],
  ] as const) {
    for (const { key, insteadOf } of keys ?? []) {
      const holder = held.get(key);
      if (holder && holder !== lead && holder !== insteadOf) return { outcome: 'claimed', claim, lead: holder };
    }
  }
  return undefined;
}

/** What a commit changes in one rep's load, over all its leads. */
interface LoadShift {
  open: number;
  readonly admissions: Admission[];
}

function loadShifts(changes: readonly LeadChange[]): ReadonlyMap<RepId, LoadShift> {
  const shifts = new Map<RepId, LoadShift>();
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

function isAdmitted(world: MemoryWorld, rep: RepId, { open, admissions }: LoadShift): boolean {
  const stored = world.reps.get(rep);
  const load = world.loads.get(rep) ?? NO_LOAD;
  return admissions.every(
    ({ repVersion, openCap, ...admission }) =>
      stored?.active === true &&
      stored.version === (repVersion ?? stored.version) &&
      load.open + open <= (openCap ?? Number.POSITIVE_INFINITY) &&
      givenOn(load.days, dayCountOf(admission).key, admissions) <=
        (dayCountOf(admission).most ?? Number.POSITIVE_INFINITY),
  );
}

function givenOn(days: Readonly<Record<string, number>>, key: string, admissions: readonly Admission[]): number {
  return (days[key] ?? 0) + admissions.filter((admission) => dayCountOf(admission).key === key).length;
}

function saveLoad(world: MemoryWorld, rep: RepId, { open, admissions }: LoadShift): void {
  const load = world.loads.get(rep) ?? NO_LOAD;
  const given = admissions.map(dayCountOf).map(({ key }) => [key, givenOn(load.days, key, admissions)] as const);
  const kept = Object.entries(load.days).filter(([key]) => admissions.every(({ day }) => !isLongPast(key, day)));
  const days = { ...Object.fromEntries(kept), ...Object.fromEntries(given) };
  world.loads.set(rep, frozenCopy({ open: load.open + open, days }));
}

function isLongPast(key: string, today: string): boolean {
  return Date.parse(today) - Date.parse(key.slice(0, today.length)) >= DAYS_KEPT * DAY_MS;
}

function saveChange(world: MemoryWorld, change: LeadChange): void {
  const { before, after, event, person, claims } = change;
  const { id } = after;
  const stored = frozenCopy(after);
  saveObservation(world, change);
  world.leads.set(id, stored);
  world.timelines.set(id, [...(world.timelines.get(id) ?? []), frozenCopy(event)]);
  world.outbox.push(frozenCopy(event));
  if (stored.dueAt) world.due.set(id, stored.dueAt);
  else world.due.delete(id);
  if (person) world.people.set(id, frozenCopy(person));
  if (claims?.submission) world.submissions.set(claims.submission, id);
  for (const { key } of claims?.persons ?? []) world.personKeys.set(key, id);
  for (const { key } of claims?.external ?? []) world.externalIds.set(key, id);

  const wasQueued = before && workItemOf(before);
  const work = workItemOf(stored);
  if (wasQueued) mapAt(world.queues, queueNameOf(wasQueued)).delete(id);
  if (work) mapAt(world.queues, queueNameOf(work)).set(id, { lead: id, work });
  const wasHeld = before && holdOf(before);
  const hold = holdOf(stored);
  const [wasOf, isOf] = [heldCompanyKeyOf(before), heldCompanyKeyOf(stored)];
  if (wasOf !== undefined) mapAt(world.companies, wasOf).delete(id);
  if (isOf !== undefined) mapAt(world.companies, isOf).set(id, id);
  if (awaitsAccountReview(stored)) world.accountReviews.add(id);
  else world.accountReviews.delete(id);
  if (wasHeld) mapAt(world.holds, wasHeld.rep).delete(id);
  if (hold) mapAt(world.holds, hold.rep).set(id, { lead: id, weight: hold.weight, team: hold.team });
}

/** Saves what Baton would have done with a lead in shadow mode. */
function saveObservation(world: MemoryWorld, change: LeadChange): void {
  const { id: lead, receivedAt, observed } = change.after;
  if (observed !== true) return;
  const known = world.observations.get(lead) ?? { lead, receivedAt };
  world.observations.set(lead, frozenCopy({ ...known, ours: decisionOf(change) ?? known.ours }));
}

function saveAccounts(world: MemoryWorld, { ledger, appliedAdjustments, adjustments, decision }: Commit): void {
  if (ledger) world.ledgers.set(ledger.team, frozenCopy(ledger));
  for (const id of appliedAdjustments ?? []) if (ledger) mapAt(world.owed, ledger.team).delete(id);
  for (const adjustment of adjustments ?? [])
    mapAt(world.owed, adjustment.team).set(adjustment.id, frozenCopy(adjustment));
  if (decision) world.decisions.set(decision.id, frozenCopy(decision));
}
