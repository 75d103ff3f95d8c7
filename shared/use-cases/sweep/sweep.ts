import type { LeadId, TeamId } from '../../domain/ids.ts';
import { addSeconds, type Instant, secondsBetween } from '../../domain/instant.ts';
import { type Lead, workItemOf } from '../../domain/lead/lead.ts';
import type { DueLead } from '../../ports/lead-store.ts';
import type { Notifier } from '../../ports/notifier.ts';
import { lookAtListed } from '../assignment/assign-lists.ts';
import { assignFront, assignTeam } from '../assignment/assign-team.ts';
import type { Deps } from '../deps.ts';
import { takeDueStep } from '../follow-up/take-due-step.ts';
import { remindOfQuarantined } from '../intake/decide-quarantined.ts';
import { redriveDelivery } from '../intake/receive-delivery.ts';
import { silentSources } from '../intake/silent-sources.ts';
import { loadReadable } from '../load-leads.ts';
import { tellOfEvent } from '../notifications/notify-rep.ts';
import { followUpRepChange } from '../reps/change-rep.ts';
import { redriveRouting } from '../routing/redrive-routing.ts';
import { Failures } from './failures.ts';

/** The result of one run of the sweep. */
export interface Swept {
  /** Overdue items that were acted on. */
  readonly healed: number;
  /** Items that failed. They keep their date, so the next run tries again. */
  readonly failed: readonly { readonly id: string; readonly error: string }[];
  /** True when there was more to do than one run may take. */
  readonly capped: boolean;
  /** How late the most overdue lead was, in seconds, not counting leads that wait in import lists. */
  readonly mostOverdueSeconds: number;
  /**
   * How late the most overdue lead of an import list was, in seconds. Many of them may come due at once, and they yield
   * to all other leads.
   */
  readonly mostOverdueInListsSeconds: number;
  /** Quarantined deliveries that nobody has looked at by their due date. */
  readonly quarantineOverdue: readonly string[];
  /** Sources that have delivered nothing for longer than their definition allows. */
  readonly silentSources: readonly string[];
}

export interface SweepLimits {
  /** The most leads, deliveries and rep changes, counted separately, that one run touches. */
  readonly cap: number;
  /** How many seconds timers and queues have before the sweep does their work. */
  readonly headStartSeconds: number;
  /** How many seconds recycling runs have before the sweep recycles the leads that are due. */
  readonly recyclingHeadStartSeconds: number;
}

/**
 * Does everything that is overdue. It reads each row again before it acts and runs the same use cases as the fast path.
 * With streams, queues and timers all off, the sweep alone brings every lead to its end, one minute late.
 */
export async function sweep(now: Instant, limits: SweepLimits, given: Deps): Promise<Swept> {
  const deps = { ...given, notifier: impatient(given.notifier) };
  const before = addSeconds(now, -limits.headStartSeconds);
  const failures = new Failures();
  const { cap } = limits;

  const deliveries = await failures.listing('deliveries', () => deps.deliveries.pending(before, cap));
  for (const id of deliveries) await failures.attempt(id, () => redriveDelivery(id, now, deps));

  const quarantineOverdue = await failures.listing('quarantine', () => remindOfQuarantined(now, cap, deps));
  const silent = await failures.listing('sources', () => silentSources(now, deps));

  const changes = await failures.listing('rep_changes', () => deps.reps.pendingChanges(before, cap));
  for (const change of changes) await failures.attempt(change.rep, () => followUpRepChange(change, now, deps));

  const restedBefore = addSeconds(now, -limits.recyclingHeadStartSeconds);
  const run = { now, before, restedBefore, cap, failures };
  const leads = await sweepLeads(run, deps);

  // A freed slot has no date of its own, so this makes up for a lost ring.
  const teams = await failures.listing('teams', async () => Object.keys((await deps.plans.active())?.plan.teams ?? {}));
  for (const team of teams) await failures.attempt(team, () => assignFront(team, now, deps));

  // Last and on their own: leads in import lists never delay any other lead, however many there are.
  const listed = await failures.listing('lists', async () => {
    const due = await deps.leads.dueInLists(now, cap);
    return sweepThese(
      due.map(({ lead }) => lead),
      run,
      deps,
    );
  });

  return {
    healed: Math.max(0, deliveries.length + changes.length + leads.overdue + listed.length - failures.all.length),
    failed: failures.all,
    capped: leads.capped || [deliveries, changes].some((found) => found.length >= cap),
    mostOverdueSeconds: leads.mostOverdueSeconds,
    mostOverdueInListsSeconds: mostOverdue(listed, now),
    quarantineOverdue,
    silentSources: silent,
  };
}

interface Run {
  readonly now: Instant;
  /** Leads that have a fast path are swept only if due by this date. */
  readonly before: Instant;
  /** Leads in nurture are recycled only if due by this date. */
  readonly restedBefore: Instant;
  readonly cap: number;
  readonly failures: Failures;
}

/**
 * Failing leads keep their date and are the oldest in the next run. Up to this many times the cap, they do not keep
 * other leads from being swept.
 */
const FAILING_CAPS = 5;

async function sweepLeads(run: Run, deps: Deps) {
  const { now, cap, failures } = run;
  const total = { overdue: 0, mostOverdueSeconds: 0, capped: false };
  const seen = new Set<LeadId>();
  for (let limit = cap; limit <= cap * FAILING_CAPS; ) {
    const due = await failures.listing('due_leads', () => deps.leads.due(now, limit));
    const rested = await failures.listing('rested_leads', () => restedLeads(run, limit, deps));
    const ids = [...due, ...rested].map(({ lead }) => lead).filter((id) => !seen.has(id));
    for (const id of ids) seen.add(id);
    const failedBefore = failures.all.length;
    const overdue = await sweepThese(ids, run, deps).catch((error: unknown) => {
      for (const id of ids) failures.add(id, error);
      return [];
    });
    total.overdue += overdue.length;
    total.mostOverdueSeconds = Math.max(total.mostOverdueSeconds, mostOverdue(overdue, now));
    total.capped = due.length >= limit || rested.length >= limit;
    const failed = failures.all.length - failedBefore;
    if (!total.capped || failed === 0) break;
    // One failure may stand for a whole team's queue, so a run looks further only a few times, not once for each of its
    // leads.
    limit += Math.max(failed, cap);
  }
  return total;
}

function mostOverdue(leads: readonly Lead[], now: Instant): number {
  return Math.max(0, ...leads.map(({ dueAt = now }) => Math.round(secondsBetween(dueAt, now))));
}

async function restedLeads({ restedBefore }: Run, limit: number, deps: Deps): Promise<readonly DueLead[]> {
  return (await deps.leads.returning({ before: restedBefore, limit })).items;
}

/** Takes the due steps of these leads as far as they are overdue, then drains the queues they are in. */
async function sweepThese(ids: readonly LeadId[], run: Run, deps: Deps): Promise<readonly Lead[]> {
  const { now, before, failures } = run;
  const { leads, unreadable } = await loadReadable(ids, deps);
  for (const id of unreadable) failures.add(id, new Error('unreadable'));
  const overdue = leads.filter((lead) => lead.dueAt !== undefined && lead.dueAt <= (hasFastPath(lead) ? before : now));
  for (const lead of overdue) {
    if (!workItemOf(lead)) await failures.attempt(lead.id, () => catchUp(lead.id, now, deps));
  }
  const moved = await loadReadable(
    overdue.map(({ id }) => id),
    deps,
  );
  const listed = moved.leads.filter((lead) => workItemOf(lead)?.list !== undefined);
  await failures.attempt('lists', () => lookAtListed(listed, now, deps));
  const others = moved.leads.filter((lead) => !listed.includes(lead));
  const teams = new Set<TeamId>(others.flatMap((lead) => workItemOf(lead)?.team ?? []));
  for (const team of [...teams].sort()) await failures.attempt(team, () => assignTeam(team, now, deps));
  return overdue;
}

/** Failures after which a receiver is not tried again in the same run. */
const REFUSALS = 3;

/**
 * Wraps a notifier to stop trying once its receiver is down. Each failure may take seconds while the other leads wait.
 */
function impatient(notifier: Notifier): Notifier {
  let refusals = 0;
  return {
    async send(notice, now) {
      if (refusals >= REFUSALS) throw new Error('the receiver of notifications is down');
      try {
        return await notifier.send(notice, now);
      } catch (error) {
        refusals += 1;
        throw error;
      }
    },
  };
}

/**
 * Returns whether something faster than the sweep handles what is due. A lead that waits for a date of its own has only
 * the sweep.
 */
function hasFastPath({ stage }: Lead): boolean {
  if (stage.state === 'waiting') return stage.because === 'queued';
  return stage.state === 'received' || (stage.state === 'assigned' && stage.seeking === undefined);
}

/**
 * Takes the lead's due steps and sends the notifications, since the function that normally sends them did not run
 * either.
 */
async function catchUp(id: LeadId, now: Instant, deps: Deps): Promise<void> {
  const { lead, events } = await takeDueStep(id, now, deps);
  const routed = lead?.stage.state === 'received' ? await routeAgain(lead, now, deps) : [];
  for (const event of [...events, ...routed]) await tellOfEvent(id, event, now, deps);
}

async function routeAgain({ id, version }: Lead, now: Instant, deps: Deps): Promise<readonly string[]> {
  await redriveRouting(id, now, deps);
  const after = await deps.leads.load(id);
  return after && after.version > version ? [after.lastEvent] : [];
}
