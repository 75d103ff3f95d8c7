import type { WorkSchedule } from '../business-hours/calendar.ts';
import { addWorkingTime, type WorkingTime } from '../business-hours/working-days.ts';
import { addWorkingSeconds, nextOpening } from '../business-hours/working-time.ts';
import { addSeconds, type Instant } from '../instant.ts';
import type { Deadline, TransitionDeadline } from '../lead/deadline.ts';
import type { LadderStep, Sla } from '../plan/plan.ts';

/** What the deadlines of an assignment are computed from. */
export interface DeadlineInput {
  readonly sla: Sla;
  /** The steps of the ladder that the SLA names. */
  readonly ladder: readonly LadderStep[];
  /** The owner's schedule. It changes when the lead is reassigned. */
  readonly schedule: WorkSchedule;
  readonly assignedAt: Instant;
  /** A person chose this owner. Warnings and notifications are the same, but the system never reassigns the lead. */
  readonly placedByPerson: boolean;
  /** Elapsed seconds (not working time) within which the notification must be sent. Absent when there is none. */
  readonly notifyBySeconds?: number;
  /** Start of a leave at which the owner loses untouched leads. Absent when there is none or the plan keeps them. */
  readonly leaveAt?: Instant;
  /** For a lead that was handed off: it goes back unless accepted within this working time from `from`. */
  readonly accept?: { readonly from: Instant; readonly within: WorkingTime };
}

/**
 * Computes all deadlines of one assignment, earliest first; at equal times notify, warn, breach, then the order of the
 * ladder. They are stored with the assignment and recomputed when its owner, the owner's hours or leaves, or the SLA
 * change.
 */
export function buildDeadlines(input: DeadlineInput): readonly Deadline[] {
  const { assignedAt, ladder, placedByPerson, schedule, sla } = input;
  // An owner already on leave was assigned during the leave. Nothing is due before the assignment.
  const leaveAt = input.leaveAt !== undefined && input.leaveAt < assignedAt ? assignedAt : input.leaveAt;
  const breachAt = addWorkingTime(schedule, assignedAt, { seconds: sla.firstTouchSeconds });
  const deadlines: Deadline[] = [];
  if (input.notifyBySeconds !== undefined)
    deadlines.push({ at: addSeconds(assignedAt, input.notifyBySeconds), kind: 'notify' });
  const warnAt = warningTimeOf(input, breachAt);
  if (warnAt !== undefined) deadlines.push({ at: warnAt, kind: 'warn' });
  deadlines.push({ at: breachAt, kind: 'breach' });
  const acceptAt = input.accept && addWorkingTime(schedule, input.accept.from, input.accept.within);
  for (const step of ladder) {
    const at = addWorkingTime(schedule, breachAt, { seconds: step.afterSeconds });
    if ('tell' in step) deadlines.push({ at, kind: 'escalate', whom: step.tell });
    // A handed-off lead that nobody has accepted goes back to its team. It is not reassigned within the new team.
    else if (!placedByPerson && acceptAt === undefined) deadlines.push({ at, kind: 'reassign' });
  }
  const ends = endDeadlinesOf({ leaveAt, acceptAt });
  // The system never moves a lead that a person assigned. The manager is notified instead, and decides.
  if (placedByPerson)
    return sortByTime([...deadlines, ...ends.map(({ at }) => ({ at, kind: 'escalate', whom: 'manager' }) as const)]);
  const [end] = ends;
  return end === undefined ? sortByTime(deadlines) : [...sortByTime(deadlines.filter(({ at }) => at <= end.at)), end];
}

/** Returns the deadlines that take the lead from its owner, earliest first. */
function endDeadlinesOf(at: {
  readonly leaveAt?: Instant;
  readonly acceptAt?: Instant;
}): readonly TransitionDeadline[] {
  const { leaveAt, acceptAt } = at;
  const ends: TransitionDeadline[] = [];
  if (leaveAt !== undefined) ends.push({ at: leaveAt, kind: 'leave' });
  if (acceptAt !== undefined) ends.push({ at: acceptAt, kind: 'accept' });
  return ends.toSorted((a, b) => Number(a.at > b.at) - Number(a.at < b.at));
}

/** Returns when the first response is due: at the breach, or earlier if the assignment ends before it. */
export function firstResponseDueAt(deadlines: readonly Deadline[]): Instant {
  const due = deadlines.find(({ kind }) => kind === 'breach' || kind === 'leave' || kind === 'accept');
  if (due === undefined) throw new Error('deadlines of an assignment hold neither breach nor end');
  return due.at;
}

/** Returns the next deadline after the first `done` ones; undefined when all are done. */
export function nextDeadlineOf(deadlines: readonly Deadline[], done: number): Deadline | undefined {
  return deadlines[done];
}

/** Moves one deadline to a later moment and restores the order. */
export function postponeDeadline(deadlines: readonly Deadline[], index: number, at: Instant): readonly Deadline[] {
  const moved = deadlines[index];
  if (moved === undefined) return deadlines;
  return [...deadlines.slice(0, index), ...sortByTime([...deadlines.slice(index + 1), { ...moved, at }])];
}

/**
 * Returns the last moment with `warnSeconds` of working time left before the breach. At a boundary that is the opening,
 * not the closing before it, when nobody would read the warning. Undefined when it is not after the assignment.
 */
function warningTimeOf({ assignedAt, schedule, sla }: DeadlineInput, breachAt: Instant): Instant | undefined {
  if (sla.warnSeconds === undefined || sla.warnSeconds > sla.firstTouchSeconds) return undefined;
  const secondsBefore = sla.firstTouchSeconds - sla.warnSeconds;
  const used = addWorkingSeconds(schedule, assignedAt, secondsBefore);
  const opening = used === undefined ? undefined : nextOpening(schedule, used);
  const at = opening === undefined || opening > breachAt ? addSeconds(breachAt, -sla.warnSeconds) : opening;
  return at > assignedAt ? at : undefined;
}

function sortByTime(deadlines: readonly Deadline[]): Deadline[] {
  return deadlines.toSorted((a, b) => Number(a.at > b.at) - Number(a.at < b.at));
}
