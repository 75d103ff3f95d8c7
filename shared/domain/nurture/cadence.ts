import type { WorkSchedule } from '../business-hours/calendar.ts';
import { nextLocalDayStart } from '../business-hours/local-day.ts';
import { iterateOpenSpans } from '../business-hours/open-spans.ts';
import { localDayAt } from '../business-hours/zone-clock.ts';
import { addSeconds, type Instant, instantOf, millisecondsOf } from '../instant.ts';
import type { Lead } from '../lead/lead.ts';
import type { CadenceProgress, Working } from '../lead/stage.ts';
import { matchCondition } from '../plan/matches.ts';
import type { Cadence, Plan } from '../plan/plan.ts';
import { contactBudgetOf, isInbound } from './contact-budget.ts';

const DAY_SECONDS = 24 * 3600;
/** A schedule without an opening in so many days is not waited for. */
const MAX_DAYS_TO_LOOK_AHEAD = 400;

/** What is due in a cadence: another attempt to reach the person, or the end of the attempts. */
export type CadenceStep =
  | { readonly step: 'attempt'; readonly attempt: number }
  | { readonly step: 'give_up'; readonly cadence: Cadence };

/** A contact with the person: how, as a code, and on which day by the owner's calendar, `2026-11-23`. */
interface Contact {
  readonly how: string | undefined;
  readonly day: string;
}

/** Returns the progress of a lead at its first response, which is the first attempt; undefined without a cadence. */
export function beginCadence(
  plan: Pick<Plan, 'cadences'>,
  { features }: Pick<Lead, 'features'>,
  { how, day }: Contact,
): CadenceProgress | undefined {
  const row = plan.cadences.find(({ when }) => !when || matchCondition(when, features).holds);
  return row && { name: row.cadence, attempts: 1, lastOn: day, state: isInbound(how) ? 'replied' : 'running' };
}

/**
 * Returns the progress after one more contact. What the person did themselves ends the cadence. All contacts of a day are
 * one attempt: a button pressed twice must not use up the attempts.
 */
export function countContact(progress: CadenceProgress, { how, day }: Contact): CadenceProgress {
  if (progress.state === 'replied') return progress;
  if (isInbound(how)) return { ...progress, state: 'replied' };
  if (day === progress.lastOn) return progress;
  return { ...progress, attempts: progress.attempts + 1, lastOn: day, state: 'running' };
}

/**
 * Returns when the next step of a cadence is due: at the opening of the owner's n-th working day after the first
 * response, but at least one working day after the last attempt and not before the person may be contacted again.
 * Undefined if none is due.
 */
export function cadenceDueAt(
  lead: Pick<Lead, 'contacts'>,
  plan: Plan,
  at: {
    readonly progress: CadenceProgress | undefined;
    readonly firstResponseAt: Instant;
    /** Of the last attempt. */
    readonly now: Instant;
    readonly schedule: WorkSchedule;
  },
): Instant | undefined {
  const { progress, firstResponseAt, now, schedule } = at;
  const row = progress?.state === 'running' ? rowOf(plan, progress) : undefined;
  if (!progress || !row) return undefined;
  const days = row.attemptDays[progress.attempts - 1];
  if (days === undefined) return nthWorkdayAfter(schedule, now, row.giveUpDays);
  const freeAt = contactBudgetOf(lead, plan.recycling, now)?.freeAt ?? now;
  const dates = [nthWorkdayAfter(schedule, firstResponseAt, days), nthWorkdayAfter(schedule, now, 1), freeAt];
  return dates.toSorted().at(-1);
}

/** Returns what is due for a lead in work whose date has come; undefined if its cadence asks for nothing. */
export function dueCadenceStep(plan: Plan, { cadence: progress }: Working): CadenceStep | undefined {
  const row = progress?.state === 'running' ? rowOf(plan, progress) : undefined;
  if (!progress || !row) return undefined;
  return progress.attempts > row.attemptDays.length
    ? { step: 'give_up', cadence: row }
    : { step: 'attempt', attempt: progress.attempts + 1 };
}

function rowOf({ cadences }: Pick<Plan, 'cadences'>, { name }: CadenceProgress): Cadence | undefined {
  return cadences.find(({ cadence }) => cadence === name);
}

/** Returns the opening of the n-th working day after the day of `from`; calendar days if nobody ever works. */
function nthWorkdayAfter(schedule: WorkSchedule, from: Instant, days: number): Instant {
  const tomorrow = millisecondsOf(nextLocalDayStart(schedule.zone, from));
  let counted = 0;
  let lastDay: number | undefined;
  for (const span of iterateOpenSpans(schedule, tomorrow, MAX_DAYS_TO_LOOK_AHEAD)) {
    const day = localDayAt(schedule.zone, span.from);
    if (day === lastDay) continue;
    lastDay = day;
    counted += 1;
    if (counted === days) return instantOf(span.from);
  }
  return addSeconds(from, days * DAY_SECONDS);
}
