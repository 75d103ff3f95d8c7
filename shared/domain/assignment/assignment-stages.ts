import type { WorkSchedule } from '../business-hours/calendar.ts';
import { buildDeadlines, firstResponseDueAt } from '../follow-up/sla.ts';
import type { Instant } from '../instant.ts';
import type { Deadline } from '../lead/deadline.ts';
import { GRACE_SECONDS } from '../lead/grace-periods.ts';
import type { ActorKind, Assigned } from '../lead/stage.ts';
import { ownValue } from '../own-value.ts';
import type { EscalationTarget, Plan, Sla } from '../plan/plan.ts';
import type { Rep } from '../team/rep.ts';
import { leaveHandoverAt } from '../team/schedule.ts';

/** The rep who was chosen for a lead, who made the choice, and what the deadlines depend on. */
export interface AssignmentTerms {
  readonly plan: Plan;
  readonly sla: Sla;
  readonly rep: Rep;
  readonly schedule: WorkSchedule;
  readonly placedBy: ActorKind;
  /** For a lead that was handed off: the working time, or the working days, within which the rep must accept it. */
  readonly acceptWithinSeconds?: number;
  readonly acceptWithinDays?: number;
  /** No notification is sent: the lead is in shadow mode. */
  readonly suppressNotification?: boolean;
}

/** Returns the stage of a lead that was just assigned to a rep, with all its deadlines. */
export function buildAssignedStage(
  terms: AssignmentTerms,
  options: {
    readonly team: string;
    readonly now: Instant;
    readonly decision?: string;
    readonly charged?: false;
    readonly band?: string;
    readonly weight?: number;
  },
): Assigned {
  const { team, now, decision, charged, band, weight = 1 } = options;
  return {
    state: 'assigned',
    owner: terms.rep.id,
    team,
    placedBy: terms.placedBy,
    assignedAt: now,
    weight,
    decision,
    ...(charged === false && { charged }),
    ...(band !== undefined && { band }),
    revision: 1,
    sla: terms.sla.sla,
    deadlines: deadlinesOf(terms, { clockFrom: now, acceptFrom: now, now }),
    nextDeadline: 0,
  };
}

/**
 * Returns a new assignment in which the clock of the one before it runs on, as long as its new owner is not late for time
 * in which only the old one was at work. Deadlines that have passed are not told to people once more. Somebody is told
 * at once that the lead was assigned by hand again.
 */
export function carryOnClock(
  assigned: Assigned,
  before: Assigned | undefined,
  { terms, tell, now }: { readonly terms: AssignmentTerms; readonly tell: EscalationTarget; readonly now: Instant },
): Assigned {
  const told: Deadline = { kind: 'escalate', whom: tell, because: 'assigned_by_hand_again', at: now };
  const clockFrom = before && (before.clockStartedAt ?? before.assignedAt);
  const carried = clockFrom === undefined ? [] : deadlinesOf(terms, { clockFrom, acceptFrom: now, now });
  if (clockFrom === undefined || (before?.breachedAt === undefined && isBreachedAt(carried, now)))
    return { ...assigned, deadlines: [told, ...assigned.deadlines] };
  const isDone = ({ kind, at }: Deadline) =>
    at <= now || (before?.breachedAt !== undefined && (kind === 'warn' || kind === 'breach'));
  const steps = carried.filter(({ kind }) => kind !== 'notify');
  const done = steps.filter(isDone);
  const open = [
    ...assigned.deadlines.filter(({ kind }) => kind === 'notify'),
    ...steps.filter((deadline) => !isDone(deadline)),
  ];
  return {
    ...assigned,
    clockStartedAt: clockFrom,
    ...(before?.breachedAt !== undefined && { breachedAt: before.breachedAt }),
    deadlines: [...done, told, ...open.toSorted((a, b) => Number(a.at > b.at) - Number(a.at < b.at))],
    nextDeadline: done.length,
  };
}

/** When the deadlines of an assignment start to count, and when they are computed. */
interface DeadlineStarts {
  readonly clockFrom: Instant;
  readonly acceptFrom: Instant;
  readonly now: Instant;
}

/**
 * Computes the deadlines of an assignment that count from `clockFrom`, with the owner's calendar and leaves at `now`.
 */
function deadlinesOf(terms: AssignmentTerms, { clockFrom, acceptFrom, now }: DeadlineStarts): readonly Deadline[] {
  const { plan, sla, rep, schedule, placedBy, acceptWithinSeconds: seconds, acceptWithinDays: days } = terms;
  return buildDeadlines({
    sla,
    ladder: ownValue(plan.ladders, sla.ladder) ?? [],
    schedule,
    assignedAt: clockFrom,
    placedByPerson: placedBy === 'person',
    // At most a quarter of a short SLA: a rep who was not notified cannot respond in time.
    notifyBySeconds: terms.suppressNotification
      ? undefined
      : Math.min(GRACE_SECONDS.notification, sla.firstTouchSeconds / 4),
    leaveAt: leaveHandoverAt(rep, plan.away, 'untouched', now),
    accept: seconds === undefined ? undefined : { from: acceptFrom, within: { seconds, days } },
  });
}

/**
 * Recomputes the open deadlines of an assignment after a change of leaves or hours. Undefined when they stay the same.
 * Done deadlines stay done. A change of hours never makes a rep late retroactively: when the new hours would put the
 * breach in the past, the deadlines count from now, provided that the first response is then due earlier than before.
 */
export function recomputeDeadlines(stage: Assigned, terms: AssignmentTerms, now: Instant): Assigned | undefined {
  const deadlines = replaceOpenDeadlines(stage, terms, {
    clockFrom: stage.clockStartedAt ?? stage.assignedAt,
    acceptFrom: stage.assignedAt,
    now,
  });
  const moved = { ...stage, sla: terms.sla.sla, revision: stage.revision + 1 };
  if (isBreachedAt(deadlines, now) && !isBreachedAt(stage.deadlines, now)) {
    const fromNow = replaceOpenDeadlines(stage, terms, { clockFrom: now, acceptFrom: now, now });
    return firstResponseDueAt(fromNow) < firstResponseDueAt(stage.deadlines)
      ? { ...moved, clockStartedAt: now, deadlines: fromNow }
      : undefined;
  }
  return JSON.stringify(deadlines) === JSON.stringify(stage.deadlines) ? undefined : { ...moved, deadlines };
}

function isBreachedAt(deadlines: readonly Deadline[], now: Instant): boolean {
  return deadlines.some(({ kind, at }) => (kind === 'breach' || kind === 'accept') && at <= now);
}

/**
 * Applies the stricter SLA of a touchpoint at `touchedAt` to an assignment; its deadlines count from the touchpoint.
 * Undefined when the first response would not become due earlier.
 */
export function tightenDeadlines(stage: Assigned, terms: AssignmentTerms, touchpointAt: Instant): Assigned | undefined {
  if (stage.breachedAt !== undefined) return undefined;
  // A touchpoint that arrived late counts from the assignment at the earliest.
  const clockFrom = touchpointAt > stage.assignedAt ? touchpointAt : stage.assignedAt;
  const deadlines = replaceOpenDeadlines(stage, terms, { clockFrom, acceptFrom: stage.assignedAt, now: clockFrom });
  if (firstResponseDueAt(deadlines) >= firstResponseDueAt(stage.deadlines)) return undefined;
  return { ...stage, sla: terms.sla.sla, clockStartedAt: clockFrom, deadlines, revision: stage.revision + 1 };
}

/**
 * Returns the assignment after its owner has accepted a handoff; it is then like any other. If the first response is
 * already overdue, the rest of the ladder counts from `now`.
 */
export function acceptHandoff(stage: Assigned, terms: AssignmentTerms, now: Instant): Assigned {
  const clockFrom = stage.breachedAt === undefined ? (stage.clockStartedAt ?? stage.assignedAt) : now;
  const deadlines = replaceOpenDeadlines(
    stage,
    { ...terms, acceptWithinSeconds: undefined },
    { clockFrom, acceptFrom: now, now },
  );
  return { ...stage, clockStartedAt: clockFrom, deadlines, revision: stage.revision + 1 };
}

function replaceOpenDeadlines(stage: Assigned, terms: AssignmentTerms, clocks: DeadlineStarts): readonly Deadline[] {
  const done = stage.deadlines.slice(0, stage.nextDeadline);
  const open = deadlinesOf(terms, clocks).filter(
    ({ kind }) =>
      !(kind === 'notify' && stage.notifiedAt !== undefined) && !(kind === 'warn' && stage.breachedAt !== undefined),
  );
  // Those that no ladder asks for are not among the computed ones.
  const extra = stage.deadlines.slice(stage.nextDeadline).filter((one) => one.kind === 'escalate' && one.because);
  for (const past of done) {
    const index = open.findIndex((deadline) => isSameDeadline(deadline, past));
    if (index >= 0) open.splice(index, 1);
  }
  return [...done, ...extra, ...open];
}

function isSameDeadline(a: Deadline, b: Deadline): boolean {
  if (a.kind !== 'escalate' || b.kind !== 'escalate') return a.kind === b.kind;
  return a.whom === b.whom && a.because === b.because;
}
