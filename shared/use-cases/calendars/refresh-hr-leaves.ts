import type { RepId } from '../../domain/ids.ts';
import { addSeconds, type Instant, secondsBetween } from '../../domain/instant.ts';
import { withHrLeaves } from '../../domain/team/calendar-leaves.ts';
import { failedReadingOf, MAX_FAILING_SECONDS, readingOf, WINDOW_SECONDS } from '../../domain/team/calendar-reading.ts';
import { HR_CALENDAR_ID, matchHrEvents } from '../../domain/team/hr-leaves.ts';
import type { HrCalendar } from '../../ports/hr-calendar.ts';
import type { Deps } from '../deps.ts';
import { changeRep } from '../reps/change-rep.ts';

export type HrDeps = Pick<Deps, 'reps' | 'calendars' | 'leads' | 'plans' | 'doorbell' | 'newId'> & {
  /** The company's HR calendar, and the reps by the names in its titles. Absent: none is connected. */
  readonly hr?: { readonly calendar: HrCalendar; readonly names: Readonly<Record<string, RepId>> };
};

/** `unmatched`: how many absences belong to no rep, or to several. */
export type HrLeavesResult =
  | { readonly outcome: 'read'; readonly unmatched: number }
  | { readonly outcome: 'failed'; readonly because: string; readonly needsPerson: boolean }
  | { readonly outcome: 'not_connected' };

/**
 * Makes the absences in the company's HR calendar leaves of its reps, with all that follows, and ends those that are no
 * longer in it. While it cannot be read, they stay. Idempotent.
 * @throws the first failure to save a rep, after all were tried.
 */
export async function refreshHrLeaves(now: Instant, deps: HrDeps): Promise<HrLeavesResult> {
  const { hr, reps, calendars } = deps;
  const found = await hr?.calendar.read({ from: now, until: addSeconds(now, WINDOW_SECONDS) });
  if (found && !found.ok) {
    const [known] = await calendars.readingsOf([HR_CALENDAR_ID]);
    const failed = failedReadingOf(HR_CALENDAR_ID, known, { because: found.problem, now });
    await calendars.save(failed);
    const failingSeconds = secondsBetween(failed.failing?.since ?? now, now);
    return { outcome: 'failed', because: found.problem, needsPerson: failingSeconds > MAX_FAILING_SECONDS };
  }
  const all = await reps.list();
  const { absences, unmatched } = matchHrEvents(found?.value ?? [], { reps: all, names: hr?.names ?? {} });
  const failures: unknown[] = [];
  for (const rep of all.filter(({ active }) => active)) {
    const changed = withHrLeaves(rep, absences.get(rep.id) ?? [], now);
    // Whoever changed the rep meanwhile wins; the next run looks again.
    if (changed) await changeRep(changed, now, deps).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
  if (!found) return { outcome: 'not_connected' };
  await calendars.save(readingOf(HR_CALENDAR_ID, [], now));
  return { outcome: 'read', unmatched: unmatched.length };
}
