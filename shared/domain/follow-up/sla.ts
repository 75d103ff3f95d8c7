import type { WorkSchedule } from '../business-hours/calendar.ts';
import { addWorkingSeconds, nextOpening } from '../business-hours/working-time.ts';
import { addSeconds, type Instant } from '../instant.ts';
import type { LadderStep, Sla } from '../plan/plan.ts';

/**
 * Something that is due in one assignment if nobody touches the lead before: the notification must have gone out (`notify`), the
 * owner is warned (`warn`), the first touch is overdue (`breach`), somebody is told (`tell`), others get the lead (`reassign`), the
 * owner's leave begins and takes it from them (`leave`), the lead they were handed on has not been accepted (`accept`).
 */
export type Deadline = { readonly at: Instant; readonly kind: 'notify' } | StepDeadline;

/** A deadline that is a step of the lead's life when it comes; the notification is not, it is just sent. */
export type StepDeadline = { readonly at: Instant } & (
  | { readonly kind: 'warn' }
  | { readonly kind: 'breach' }
  | { readonly kind: 'tell'; readonly whom: 'rep' | 'manager' | 'plan_owner' }
  | { readonly kind: 'reassign' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'accept' }
);

/** What the deadlines of an assignment are made from. */
export interface LadderInput {
  readonly sla: Sla;
  /** The steps of the ladder that the SLA names. */
  readonly ladder: readonly LadderStep[];
  /** The owner's; a lead that changes hands is on other hours. */
  readonly schedule: WorkSchedule;
  readonly assignedAt: Instant;
  /** A person chose this owner: warned and told as ever, but no robot takes the lead away. */
  readonly placedByPerson: boolean;
  /** Seconds on any clock, at night too, within which the notification must be out; absent when nobody is told. */
  readonly notifyBySeconds?: number;
  /** Start of a leave at which the owner gives up leads nobody touched; absent when there is none or the plan lets them keep these. */
  readonly leaveAt?: Instant;
  /** Of a lead that was handed on: so many working seconds after this moment it must have been accepted, or goes back. */
  readonly accept?: { readonly from: Instant; readonly withinSeconds: number };
}

/**
 * All deadlines of one assignment, earliest first; at equal times notify, warn, breach, then the ladder's own order. They are stored
 * with the assignment and made anew when its owner, their hours or leaves, or the SLA change.
 */
export function ladderDeadlines(input: LadderInput): readonly Deadline[] {
  const { assignedAt, ladder, placedByPerson, schedule, sla } = input;
  // Who is away already was given it on leave: nothing is due before it was theirs.
  const leaveAt = input.leaveAt !== undefined && input.leaveAt < assignedAt ? assignedAt : input.leaveAt;
  const breachAt = dueAfter(schedule, assignedAt, sla.firstTouchSeconds);
  const deadlines: Deadline[] = [];
  if (input.notifyBySeconds !== undefined)
    deadlines.push({ at: addSeconds(assignedAt, input.notifyBySeconds), kind: 'notify' });
  const warnAt = warningAt(input, breachAt);
  if (warnAt !== undefined) deadlines.push({ at: warnAt, kind: 'warn' });
  deadlines.push({ at: breachAt, kind: 'breach' });
  const acceptAt = input.accept && dueAfter(schedule, input.accept.from, input.accept.withinSeconds);
  for (const step of ladder) {
    const at = dueAfter(schedule, breachAt, step.afterSeconds);
    if ('tell' in step) deadlines.push({ at, kind: 'tell', whom: step.tell });
    // Nobody has taken it yet: it goes back as a whole, not from one to the next.
    else if (!placedByPerson && acceptAt === undefined) deadlines.push({ at, kind: 'reassign' });
  }
  const ends = endsOf({ leaveAt, acceptAt });
  // Robots never move what a person placed: the manager hears that it should go, and decides.
  if (placedByPerson)
    return inOrder([...deadlines, ...ends.map(({ at }) => ({ at, kind: 'tell', whom: 'manager' }) as const)]);
  const [end] = ends;
  return end === undefined ? inOrder(deadlines) : [...inOrder(deadlines.filter(({ at }) => at <= end.at)), end];
}

/** What takes the lead from its owner, earliest first. */
function endsOf(at: { readonly leaveAt?: Instant; readonly acceptAt?: Instant }): readonly StepDeadline[] {
  const { leaveAt, acceptAt } = at;
  const ends: StepDeadline[] = [];
  if (leaveAt !== undefined) ends.push({ at: leaveAt, kind: 'leave' });
  if (acceptAt !== undefined) ends.push({ at: acceptAt, kind: 'accept' });
  return ends.toSorted((a, b) => Number(a.at > b.at) - Number(a.at < b.at));
}

/** When the first touch is due at the latest: the breach, or what ends the assignment before it. */
export function firstTouchDue(deadlines: readonly Deadline[]): Instant {
  const due = deadlines.find(({ kind }) => kind === 'breach' || kind === 'leave' || kind === 'accept');
  if (due === undefined) throw new Error('deadlines of an assignment hold neither breach nor end');
  return due.at;
}

/** What is due next when the first `done` deadlines are behind; undefined when all are. */
export function nextDeadline(deadlines: readonly Deadline[], done: number): Deadline | undefined {
  return deadlines[done];
}

/** The same deadlines with one of them at a later moment, in the order in which they then come. */
export function putOff(deadlines: readonly Deadline[], index: number, at: Instant): readonly Deadline[] {
  const moved = deadlines[index];
  if (moved === undefined) return deadlines;
  return [...deadlines.slice(0, index), ...inOrder([...deadlines.slice(index + 1), { ...moved, at }])];
}

/** Working time where there is enough of it, else the same time on the wall: a lead whose owner never works still gets its rescue. */
function dueAfter(schedule: WorkSchedule, from: Instant, seconds: number): Instant {
  return addWorkingSeconds(schedule, from, seconds) ?? addSeconds(from, seconds);
}

/**
 * The last moment with `warnSeconds` of working time left before the breach, so at an opening rather than at the closing before it, when
 * nobody is there to read it. Undefined when that is not after the assignment.
 */
function warningAt({ assignedAt, schedule, sla }: LadderInput, breachAt: Instant): Instant | undefined {
  if (sla.warnSeconds === undefined || sla.warnSeconds > sla.firstTouchSeconds) return undefined;
  const secondsBefore = sla.firstTouchSeconds - sla.warnSeconds;
  const used = addWorkingSeconds(schedule, assignedAt, secondsBefore);
  const opening = used === undefined ? undefined : nextOpening(schedule, used);
  const at = opening === undefined || opening > breachAt ? addSeconds(breachAt, -sla.warnSeconds) : opening;
  return at > assignedAt ? at : undefined;
}

function inOrder(deadlines: readonly Deadline[]): Deadline[] {
  return deadlines.toSorted((a, b) => Number(a.at > b.at) - Number(a.at < b.at));
}
