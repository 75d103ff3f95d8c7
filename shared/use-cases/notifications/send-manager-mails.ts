import type { WorkSchedule } from '../../domain/business-hours/calendar.ts';
import type { RepId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { lazyValue } from '../../domain/lazy-value.ts';
import { type Digest, managerMailId } from '../../domain/notifications/digest.ts';
import { type Morning, morningOf } from '../../domain/notifications/morning.ts';
import { ownValue } from '../../domain/own-value.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { isReviewDue, reminderDayOf } from '../../domain/plan-review/plan-review.ts';
import { hasNews } from '../../domain/reporting/morning-report.ts';
import { hasFigures } from '../../domain/reporting/weekly-report.ts';
import { mailAddressOf, type Rep } from '../../domain/team/rep.ts';
import type { DigestStore } from '../../ports/digest-store.ts';
import type { ManagerMail, ManagerMailer } from '../../ports/manager-mailer.ts';
import type { PlanJournal } from '../../ports/plan-journal.ts';
import type { DayCounts, ReportStore } from '../../ports/report-store.ts';
import { scheduleFor } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';
import { findPlanReview } from '../plans/find-plan-review.ts';
import { makeMorningReport, type ReportDeps } from '../reporting/make-morning-report.ts';
import { makeWeeklyReport } from '../reporting/make-weekly-report.ts';

type MailDeps = Pick<Deps, 'leads' | 'reps' | 'plans' | 'mode'> & {
  readonly reports: ReportStore;
  readonly digestStore: DigestStore;
  readonly managerMailer: ManagerMailer;
  readonly planJournal: PlanJournal;
};

/** A mail that may be due: what it is, and how it is made. Undefined: there is nothing to say. */
interface Mailing {
  readonly id: string;
  readonly kind: ManagerMail['kind'];
  readonly make: (deps: ReportDeps) => Promise<ManagerMail | undefined>;
}

/**
 * Sends the mails of a morning to whom it has begun for: to each manager a digest of what their teams are at, and once a
 * week to managers and to the plan's owner the figures. The owner is also reminded of a due review, each week until it was
 * made. Each is sent once. One that failed is tried again by the next
 * run, until the day or the week is over. In shadow mode nothing is sent.
 */
export async function sendManagerMails(
  now: Instant,
  deps: MailDeps,
): Promise<{ readonly sent: number; readonly failed: number }> {
  const plan = (await deps.mode()) === 'shadow' ? undefined : (await deps.plans.active())?.plan;
  if (!plan) return { sent: 0, failed: 0 };
  const shared = { ...deps, reports: readEachDayOnce(deps.reports) };
  const everybody = lazyValue(() => deps.reps.list());
  let [sent, failed] = [0, 0];
  for (const id of new Set([...Object.values(plan.teams).map(({ manager }) => manager), plan.owner])) {
    try {
      const person = await deps.reps.get(id);
      if (!person?.active || mailAddressOf(person) === undefined) continue;
      const morning = morningOf(await scheduleOf(person, plan, deps), person.reach?.digest, now);
      if (!morning) continue;
      const reports = person.reach?.reports === false ? [] : mailingsOf({ id, plan, morning, everybody, now });
      for (const mailing of [...reports, ...(id === plan.owner ? await reviewReminders(plan, now, deps) : [])])
        if ((await sendOnce(mailing, person, now, shared)) === 'sent') sent += 1;
    } catch {
      // The next run tries again; the caller counts and raises an alarm.
      failed += 1;
    }
  }
  return { sent, failed };
}

/** Returns when a manager works: by their own hours, else by those of the first team, by name, that they manage. */
async function scheduleOf(person: Rep, plan: Plan, deps: Pick<Deps, 'reps'>): Promise<WorkSchedule> {
  const managed = Object.keys(plan.teams).filter((team) => ownValue(plan.teams, team)?.manager === person.id);
  const [first] = [...managed.sort(), ...Object.keys(person.teams).sort()];
  const team = first === undefined ? undefined : ownValue(plan.teams, first);
  return scheduleFor(person, { team, calendars: plan.calendars }, deps);
}

function mailingsOf(options: {
  readonly id: RepId;
  readonly plan: Plan;
  readonly morning: Morning;
  readonly everybody: () => Promise<readonly Rep[]>;
  readonly now: Instant;
}): readonly Mailing[] {
  const { id, plan, morning, everybody, now } = options;
  const subject = async () => ({ to: id, plan, morning, reps: await everybody() });
  const isManager = Object.values(plan.teams).some(({ manager }) => manager === id);
  const digest: Mailing = {
    id: managerMailId('morning', id, morning.day),
    kind: 'morning',
    make: async (deps) => {
      const report = await makeMorningReport(await subject(), now, deps);
      return hasNews(report) ? { kind: 'morning', report } : undefined;
    },
  };
  const weekly: Mailing = {
    id: managerMailId('weekly', id, morning.lastWeek.from),
    kind: 'weekly',
    make: async (deps) => {
      const report = await makeWeeklyReport(await subject(), now, deps);
      return hasFigures(report) ? { kind: 'weekly', report } : undefined;
    },
  };
  return isManager ? [digest, weekly] : [weekly];
}

/** Whoever wants no reports is reminded all the same: nobody else is asked to look at the plan. */
async function reviewReminders(plan: Plan, now: Instant, deps: MailDeps): Promise<readonly Mailing[]> {
  const review = await findPlanReview(deps);
  if (!review || !isReviewDue(review, now)) return [];
  const { owner: to, plan: name } = plan;
  const id = managerMailId('review', to, `${review.version}-${reminderDayOf(review, now)}`);
  return [{ id, kind: 'review', make: async () => ({ kind: 'review', report: { to, plan: name, review } }) }];
}

/** Makes and sends a mail, unless that has been done. @throws when it was not sent. */
async function sendOnce(
  { id, kind, make }: Mailing,
  person: Rep,
  now: Instant,
  deps: ReportDeps & Pick<MailDeps, 'digestStore' | 'managerMailer'>,
): Promise<Digest['status'] | 'done_before'> {
  const digest = { id, kind, to: person.id, at: now };
  if (!(await deps.digestStore.begin(digest, now))) return 'done_before';
  const result = await tryToSend({ id, make }, person, deps);
  await deps.digestStore.save({ ...digest, ...result });
  if (result.status === 'failing') throw new Error(`the ${kind} mail was not sent`);
  return result.status;
}

async function tryToSend(
  { id, make }: Pick<Mailing, 'id' | 'make'>,
  person: Rep,
  deps: ReportDeps & Pick<MailDeps, 'managerMailer'>,
): Promise<Pick<Digest, 'status' | 'because'>> {
  try {
    const mail = await make(deps);
    if (!mail) return { status: 'empty' };
    const result = await deps.managerMailer.send(id, mail, person);
    return result.outcome === 'sent' ? { status: 'sent' } : { status: 'failing', because: result.because };
  } catch {
    return { status: 'failing', because: 'no_answer' };
  }
}

/** Several managers' reports count the same days. */
function readEachDayOnce(reports: ReportStore): ReportStore {
  const days = new Map<string, Promise<DayCounts>>();
  return {
    tally: (window) => reports.tally(window),
    saveTally: (change) => reports.saveTally(change),
    day: (day) => {
      const read = days.get(day) ?? reports.day(day);
      days.set(day, read);
      return read;
    },
  };
}
