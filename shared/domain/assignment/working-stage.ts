import type { WorkSchedule } from '../business-hours/calendar.ts';
import { localDateOf } from '../business-hours/local-day.ts';
import { addWorkingTime } from '../business-hours/working-days.ts';
import { type Instant, secondsBetween } from '../instant.ts';
import type { Lead } from '../lead/lead.ts';
import type { OpenDeal } from '../lead/open-deal.ts';
import type { Assigned, Working } from '../lead/stage.ts';
import { beginCadence, cadenceDueAt, countContact } from '../nurture/cadence.ts';
import { isInbound } from '../nurture/contact-budget.ts';
import type { Plan } from '../plan/plan.ts';
import { leaveHandoverAt } from '../team/schedule.ts';
import type { AssignmentTerms } from './assignment-stages.ts';
import { slotsOfWork } from './slots-taken.ts';

/** Returns the stage of a lead whose owner has made the first response, or has shown activity again. */
export function buildWorkingStage(
  stage: Assigned | Working,
  terms: AssignmentTerms,
  options: {
    readonly now: Instant;
    readonly qualified?: boolean;
    readonly contact?: ContactMade;
    /** The open deals about the lead. */
    readonly deals?: readonly OpenDeal[];
  },
): Working {
  const { now, qualified, contact, deals } = options;
  const { plan, schedule, rep } = terms;
  const firstResponseAt = stage.state === 'working' ? stage.firstResponseAt : now;
  const isQualified = qualified ?? (stage.state === 'working' && stage.isQualified);
  const day = localDateOf(schedule.zone, now);
  const progress = contact && !isQualified ? cadenceAfter(stage, contact, { plan, day }) : undefined;
  const evidenceDueAt = evidenceDueAtOf(stage, contact, { terms, now });
  const nextAt = contact && cadenceDueAt(contact.lead, plan, { progress, firstResponseAt, now, schedule });
  const leaveAt = stage.placedBy === 'person' ? undefined : leaveHandoverAt(rep, plan.away, 'working', now);
  return {
    state: 'working',
    owner: stage.owner,
    team: stage.team,
    placedBy: stage.placedBy,
    assignedAt: stage.assignedAt,
    weight: slotsOfWork(stage, plan, { isQualified, deals }),
    notifiedAt: stage.notifiedAt,
    decision: stage.decision,
    ...(stage.charged === false && { charged: stage.charged }),
    ...(stage.band !== undefined && { band: stage.band }),
    revision: stage.revision + 1,
    firstResponseAt,
    wasBreached: stage.state === 'working' ? stage.wasBreached : stage.breachedAt !== undefined,
    isQualified,
    quietAt: nextAt ?? quietAtOf(plan, schedule, now),
    quietStep: 0,
    leaveAt: leaveAt !== undefined && leaveAt < now ? now : leaveAt,
    ...(progress && { cadence: progress }),
    ...(isHasty(stage, contact, { plan, now }) && { isHasty: true }),
    ...(evidenceDueAt !== undefined && { evidenceDueAt }),
  };
}

/** A contact with the person. `isProven`: another system reported it, so it is more than a click. */
interface ContactMade {
  readonly lead: Pick<Lead, 'features' | 'contacts'>;
  readonly how?: string;
  readonly isProven: boolean;
}

function cadenceAfter(
  stage: Assigned | Working,
  { lead, how }: ContactMade,
  { plan, day }: { readonly plan: Plan; readonly day: string },
) {
  if (stage.state === 'assigned') return beginCadence(plan, lead, { how, day });
  return stage.cadence && countContact(stage.cadence, { how, day });
}

/** Whether nothing but a click, too soon after the notification, says that there was a first response. */
function isHasty(
  stage: Assigned | Working,
  contact: ContactMade | undefined,
  { plan, now }: { readonly plan: Plan; readonly now: Instant },
): boolean {
  if (contact?.isProven || isInbound(contact?.how)) return false;
  if (stage.state === 'working') return stage.isHasty === true;
  if (stage.notifiedAt === undefined) return false;
  return secondsBetween(stage.notifiedAt, now) < plan.answers.hastySeconds;
}

/**
 * Returns until when a click may count without evidence; undefined if there is evidence, or if the plan asks for none.
 * Another click does not give more time.
 */
function evidenceDueAtOf(
  stage: Assigned | Working,
  contact: ContactMade | undefined,
  { terms: { plan, schedule }, now }: { readonly terms: AssignmentTerms; readonly now: Instant },
): Instant | undefined {
  if (contact?.isProven || isInbound(contact?.how)) return undefined;
  if (stage.state === 'working') return stage.evidenceDueAt;
  const seconds = plan.touchedBy?.clickSeconds;
  if (!contact || seconds === undefined) return undefined;
  return addWorkingTime(schedule, now, { seconds });
}

/** Returns when a working lead counts as quiet, if nothing happens after `now`. */
export function quietAtOf(plan: Plan, schedule: WorkSchedule, now: Instant): Instant {
  const { quietSeconds: seconds, quietDays: days } = plan.working;
  return addWorkingTime(schedule, now, { seconds, days });
}

/** Returns the new weight of a lead, for its event, if it takes more or less than before. */
export function changedWeight(before: Assigned | Working, after: Working): { readonly weight?: number } {
  return after.weight === before.weight ? {} : { weight: after.weight };
}
