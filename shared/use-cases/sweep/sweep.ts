import type { LeadId, TeamId } from '../../domain/ids.ts';
import { addSeconds, type Instant, secondsBetween } from '../../domain/instant.ts';
import { type Lead, workItemOf } from '../../domain/lead/lead.ts';
import type { DueLead } from '../../ports/lead-store.ts';
import type { Notifier } from '../../ports/notifier.ts';
import { assignDueInImportLists } from '../assignment/assign-lists.ts';
import { assignFront, assignTeam } from '../assignment/assign-team.ts';
import type { Deps } from '../deps.ts';
import { findSilentSources } from '../intake/list-sources.ts';
import { remindQuarantineOwners } from '../intake/remind-quarantine-owners.ts';
import { loadLeads } from '../load-leads.ts';
import { Failures } from './failures.ts';

/** The result of one run of the sweep. */
export interface SweepResult {
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
  readonly mostOverdueInImportListsSeconds: number;
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
export async function sweep(now: Instant, limits: SweepLimits, baseDeps: Deps): Promise<SweepResult> {
  const deps = { ...baseDeps, notifier: limitFailures(baseDeps.notifier) };
  const before = addSeconds(now, -limits.headStartSeconds);
  const failures = new Failures();
  const { cap } = limits;

  const deliveries = await failures.collect('deliveries', () => deps.deliveries.pending(before, cap));
  for (const id of deliveries) await failures.attempt(id, async () => (await loadCatchUp()).delivery(id, now, deps));

  const quarantineOverdue = await failures.collect('quarantine', () => remindQuarantineOwners(now, cap, deps));
  const silent = await failures.collect('sources', () => findSilentSources(now, deps));

  const changes = await failures.collect('rep_changes', () => deps.reps.pendingChanges(before, cap));
  for (const change of changes)
    await failures.attempt(change.rep, async () => (await loadCatchUp()).repChange(change, now, deps));

  const recycleBefore = addSeconds(now, -limits.recyclingHeadStartSeconds);
  const run = { now, fastPathBefore: before, recycleBefore, cap, failures };
  const leads = await sweepLeads(run, deps);

  // A freed slot has no date of its own, so this makes up for a lost ring.
  const teams = await failures.collect('teams', () => teamsInUse(deps));
  for (const team of teams) await failures.attempt(team, () => assignFront(team, now, deps));

  // Last and on their own: leads in import lists never delay any other lead, however many there are.
  const listed = await failures.collect('lists', async () => {
    const due = await deps.leads.dueInImportLists(now, cap);
    return sweepByIds(
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
    mostOverdueInImportListsSeconds: maxOverdueSeconds(listed, now),
    quarantineOverdue,
    silentSources: silent,
  };
}

/** Returns the teams of the plan in force, and those that only the candidate of the running pilot has. */
async function teamsInUse({ plans }: Pick<Deps, 'plans'>): Promise<readonly TeamId[]> {
  const active = await plans.active();
  const candidate = active?.pilot && (await plans.version(active.pilot.version));
  return Object.keys({ ...active?.plan.teams, ...candidate?.plan.teams });
}

/** Loads what acts on overdue things: most runs find none, and it is most of the code. */
async function loadCatchUp() {
  return (await import('./catch-up.ts')).CATCH_UP;
}

interface SweepRun {
  readonly now: Instant;
  /** Leads that have a fast path are swept only if due by this date. */
  readonly fastPathBefore: Instant;
  /** Leads in nurture are recycled only if due by this date. */
  readonly recycleBefore: Instant;
  readonly cap: number;
  readonly failures: Failures;
}

/**
 * Failing leads keep their date and are the oldest in the next run. Up to this many times the cap, they do not keep
 * other leads from being swept.
 */
const MAX_CAP_FACTOR = 5;

async function sweepLeads(run: SweepRun, deps: Deps) {
  const { now, cap, failures } = run;
  const total = { overdue: 0, mostOverdueSeconds: 0, capped: false };
  const seen = new Set<LeadId>();
  for (let limit = cap; limit <= cap * MAX_CAP_FACTOR; ) {
    const due = await failures.collect('due_leads', () => deps.leads.due(now, limit));
    const dueForRecycling = await failures.collect('nurtured_leads', () => listDueForRecycling(run, limit, deps));
    const ids = [...due, ...dueForRecycling].map(({ lead }) => lead).filter((id) => !seen.has(id));
    for (const id of ids) seen.add(id);
    const failedBefore = failures.all.length;
    const overdue = await sweepByIds(ids, run, deps).catch((error: unknown) => {
      for (const id of ids) failures.add(id, error);
      return [];
    });
    total.overdue += overdue.length;
    total.mostOverdueSeconds = Math.max(total.mostOverdueSeconds, maxOverdueSeconds(overdue, now));
    total.capped = due.length >= limit || dueForRecycling.length >= limit;
    const failed = failures.all.length - failedBefore;
    if (!total.capped || failed === 0) break;
    // One failure may stand for a whole team's queue, so a run looks further only a few times, not once for each of its
    // leads.
    limit += Math.max(failed, cap);
  }
  return total;
}

function maxOverdueSeconds(leads: readonly Lead[], now: Instant): number {
  return Math.max(0, ...leads.map(({ dueAt = now }) => Math.round(secondsBetween(dueAt, now))));
}

async function listDueForRecycling(
  { recycleBefore }: SweepRun,
  limit: number,
  deps: Deps,
): Promise<readonly DueLead[]> {
  return (await deps.leads.dueForRecycling({ before: recycleBefore, limit })).items;
}

/** Takes the due steps of these leads as far as they are overdue, then drains the queues they are in. */
async function sweepByIds(ids: readonly LeadId[], run: SweepRun, deps: Deps): Promise<readonly Lead[]> {
  const { now, fastPathBefore: before, failures } = run;
  const { leads, unreadable } = await loadLeads(ids, deps);
  for (const id of unreadable) failures.add(id, new Error('unreadable'));
  const overdue = leads.filter((lead) => lead.dueAt !== undefined && lead.dueAt <= (hasFastPath(lead) ? before : now));
  for (const lead of overdue) {
    if (!workItemOf(lead)) await failures.attempt(lead.id, async () => (await loadCatchUp()).lead(lead.id, now, deps));
  }
  const moved = await loadLeads(
    overdue.map(({ id }) => id),
    deps,
  );
  const listed = moved.leads.filter((lead) => workItemOf(lead)?.importList !== undefined);
  await failures.attempt('lists', () => assignDueInImportLists(listed, now, deps));
  const others = moved.leads.filter((lead) => !listed.includes(lead));
  const teams = new Set<TeamId>(others.flatMap((lead) => workItemOf(lead)?.team ?? []));
  for (const team of [...teams].sort()) await failures.attempt(team, () => assignTeam(team, now, deps));
  return overdue;
}

/** Failures after which a receiver is not tried again in the same run. */
const MAX_NOTIFIER_FAILURES = 3;

/**
 * Wraps a notifier to stop trying once its receiver is down. Each failure may take seconds while the other leads wait.
 */
function limitFailures(notifier: Notifier): Notifier {
  let failures = 0;
  return {
    async send(notice, now) {
      if (failures >= MAX_NOTIFIER_FAILURES) throw new Error('the receiver of notifications is down');
      try {
        return await notifier.send(notice, now);
      } catch (error) {
        failures += 1;
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
