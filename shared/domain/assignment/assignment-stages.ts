import type { WorkSchedule } from '../business-hours/calendar.ts';
import { addWorkingSeconds } from '../business-hours/working-time.ts';
import { type Deadline, firstTouchDue, ladderDeadlines } from '../follow-up/sla.ts';
import { addSeconds, type Instant } from '../instant.ts';
import { GRACE } from '../lead/grace-periods.ts';
import type { Assigned, Working } from '../lead/stage.ts';
import type { Plan, Sla } from '../plan/plan.ts';
import type { Rep } from '../team/rep.ts';
import { handOverAt } from '../team/schedule.ts';

/** Who was chosen for a lead and by whom, with what their deadlines depend on. */
export interface AssignmentTerms {
  readonly plan: Plan;
  readonly sla: Sla;
  readonly rep: Rep;
  readonly schedule: WorkSchedule;
  readonly placedBy: 'robot' | 'person';
  /** Of a lead that was handed on to them: within so many working seconds they must have accepted it. */
  readonly acceptWithinSeconds?: number;
  /** Nobody is told of it: the lead is only observed. */
  readonly untold?: boolean;
}

/** The stage of a lead that has just been given to a rep, with all its deadlines stored. */
export function assignedStage(
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
    next: 0,
  };
}

/** From when the deadlines of an assignment count, and when they are made. */
interface Clocks {
  readonly clockFrom: Instant;
  readonly acceptFrom: Instant;
  readonly now: Instant;
}

/** The deadlines of an assignment whose clock runs from `clockFrom`, as the owner's calendar and leaves stand at `now`. */
function deadlinesOf(terms: AssignmentTerms, { clockFrom, acceptFrom, now }: Clocks): readonly Deadline[] {
  const { plan, sla, rep, schedule, placedBy, acceptWithinSeconds: withinSeconds } = terms;
  return ladderDeadlines({
    sla,
    ladder: plan.ladders[sla.ladder] ?? [],
    schedule,
    assignedAt: clockFrom,
    placedByPerson: placedBy === 'person',
    // Of a clock that runs for seconds only, a share: who was never told cannot be in time.
    notifyBySeconds: terms.untold ? undefined : Math.min(GRACE.notification, sla.firstTouchSeconds / 4),
    leaveAt: handOverAt(rep, plan.away, 'untouched', now),
    accept: withinSeconds === undefined ? undefined : { from: acceptFrom, withinSeconds },
  });
}

/**
 * The same assignment with its open deadlines computed anew, after a leave or other hours; undefined when they stay. What has been
 * done stays done, and nobody is late by hours that were none of theirs: when the new ones would put the breach into the
 * past, the clock runs anew from now, if that is not later than it was.
 */
export function recomputed(stage: Assigned, terms: AssignmentTerms, now: Instant): Assigned | undefined {
  const deadlines = computedAnew(stage, terms, {
    clockFrom: stage.clockFrom ?? stage.assignedAt,
    acceptFrom: stage.assignedAt,
    now,
  });
  const moved = { ...stage, sla: terms.sla.sla, revision: stage.revision + 1 };
  if (isBreachedBy(deadlines, now) && !isBreachedBy(stage.deadlines, now)) {
    const fromNow = computedAnew(stage, terms, { clockFrom: now, acceptFrom: now, now });
    return firstTouchDue(fromNow) < firstTouchDue(stage.deadlines)
      ? { ...moved, clockFrom: now, deadlines: fromNow }
      : undefined;
  }
  return JSON.stringify(deadlines) === JSON.stringify(stage.deadlines) ? undefined : { ...moved, deadlines };
}

function isBreachedBy(deadlines: readonly Deadline[], now: Instant): boolean {
  return deadlines.some(({ kind, at }) => (kind === 'breach' || kind === 'accept') && at <= now);
}

/**
 * The same assignment under the stricter SLA that a touch at `touchedAt` brings, whose clock runs from the touch; undefined when
 * the first touch would not become due earlier by it.
 */
export function tightened(stage: Assigned, terms: AssignmentTerms, touchedAt: Instant): Assigned | undefined {
  if (stage.breachedAt !== undefined) return undefined;
  // A touch that was received earlier and came late is no older than the assignment.
  const clockFrom = touchedAt > stage.assignedAt ? touchedAt : stage.assignedAt;
  const deadlines = computedAnew(stage, terms, { clockFrom, acceptFrom: stage.assignedAt, now: clockFrom });
  if (firstTouchDue(deadlines) >= firstTouchDue(stage.deadlines)) return undefined;
  return { ...stage, sla: terms.sla.sla, clockFrom, deadlines, revision: stage.revision + 1 };
}

/**
 * The same assignment once its owner has accepted the lead they were handed on: theirs now like any other. When the first touch is
 * overdue already, the rest of the ladder counts from here.
 */
export function acceptedStage(stage: Assigned, terms: AssignmentTerms, now: Instant): Assigned {
  const clockFrom = stage.breachedAt === undefined ? (stage.clockFrom ?? stage.assignedAt) : now;
  const deadlines = computedAnew(
    stage,
    { ...terms, acceptWithinSeconds: undefined },
    { clockFrom, acceptFrom: now, now },
  );
  return { ...stage, clockFrom, deadlines, revision: stage.revision + 1 };
}

function computedAnew(stage: Assigned, terms: AssignmentTerms, clocks: Clocks): readonly Deadline[] {
  const done = stage.deadlines.slice(0, stage.next);
  const open = deadlinesOf(terms, clocks).filter(
    ({ kind }) =>
      !(kind === 'notify' && stage.notifiedAt !== undefined) && !(kind === 'warn' && stage.breachedAt !== undefined),
  );
  for (const past of done) {
    const index = open.findIndex((deadline) => sameStep(deadline, past));
    if (index >= 0) open.splice(index, 1);
  }
  return [...done, ...open];
}

function sameStep(a: Deadline, b: Deadline): boolean {
  return a.kind === b.kind && (a.kind !== 'tell' || (b.kind === 'tell' && a.whom === b.whom));
}

/** The stage of a lead whose owner has made the first touch, or has shown work again. */
export function workingStage(
  stage: Assigned | Working,
  terms: AssignmentTerms,
  options: { readonly now: Instant; readonly qualified?: boolean },
): Working {
  const { now, qualified } = options;
  const { plan, schedule, rep } = terms;
  const leaveAt = stage.placedBy === 'person' ? undefined : handOverAt(rep, plan.away, 'working', now);
  return {
    state: 'working',
    owner: stage.owner,
    team: stage.team,
    placedBy: stage.placedBy,
    assignedAt: stage.assignedAt,
    weight: stage.weight,
    notifiedAt: stage.notifiedAt,
    decision: stage.decision,
    ...(stage.charged === false && { charged: stage.charged }),
    ...(stage.band !== undefined && { band: stage.band }),
    revision: stage.revision + 1,
    firstTouchAt: stage.state === 'working' ? stage.firstTouchAt : now,
    breached: stage.state === 'working' ? stage.breached : stage.breachedAt !== undefined,
    qualified: qualified ?? (stage.state === 'working' && stage.qualified),
    quietAt: quietAfter(plan, schedule, now),
    quietStep: 0,
    leaveAt: leaveAt !== undefined && leaveAt < now ? now : leaveAt,
  };
}

/** When a lead in work counts as quiet, if nothing is heard from `now` on. */
export function quietAfter(plan: Plan, schedule: WorkSchedule, now: Instant): Instant {
  return addWorkingSeconds(schedule, now, plan.working.quietSeconds) ?? addSeconds(now, plan.working.quietSeconds);
}
