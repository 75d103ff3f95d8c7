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

/** What one run of the sweep found and did. */
export interface Swept {
  /** Things past their date that were acted on. */
  readonly healed: number;
  /** Things that could not be dealt with; their date stands, the next run tries again. */
  readonly failed: readonly { readonly id: string; readonly error: string }[];
  /** True when there was more to do than one run may. */
  readonly capped: boolean;
  /** How late the most overdue lead was, in seconds; those that wait in lists do not count. */
  readonly mostOverdueSeconds: number;
  /** How late the most overdue lead of a list was, in seconds: many may come due at once, and they give way to all others. */
  readonly mostOverdueInListsSeconds: number;
  /** Deliveries set aside that nobody has looked at by their date. */
  readonly quarantineOverdue: readonly string[];
  /** Sources that have delivered nothing for longer than their definition allows. */
  readonly silentSources: readonly string[];
}

export interface SweepLimits {
  /** Most leads, deliveries and rep changes each that one run touches. */
  readonly cap: number;
  /** Timers and queues get so many seconds before the sweep does their work. */
  readonly headStartSeconds: number;
  /** And so many have the runs of recycling, before the sweep takes leads back from nurture. */
  readonly recyclingHeadStartSeconds: number;
}

/**
 * Does whatever is past its date and did not happen. It reads each row again before it acts and runs the same use cases as the
 * fast path, so that with streams, queues and timers all off it alone brings every lead to its end, a minute late.
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

  // A slot that became free has no date of its own, so a lost ring is made good here.
  const teams = await failures.listing('teams', async () => Object.keys((await deps.plans.active())?.plan.teams ?? {}));
  for (const team of teams) await failures.attempt(team, () => assignFront(team, now, deps));

  // Last and by themselves: however many wait in lists, they hold up no other.
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
  /** What has a faster way is left to it until then. */
  readonly before: Instant;
  /** What recycling takes back is left to it until then. */
  readonly restedBefore: Instant;
  readonly cap: number;
  readonly failures: Failures;
}

/** The leads that fail keep their date and are the oldest the next time; up to so many times the cap of them hold up no other. */
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
    // One failure may stand for a whole team's queue: a run looks further a few times, and not once for each of its leads.
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

/** Takes the due steps of these leads as far as they are overdue, then drains the queues in which they stand. */
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

/** Refusals after which a receiver is not asked again in the same run. */
const REFUSALS = 3;

/** A notifier that is given up when its receiver is down: each refusal may take seconds, and the other leads wait behind it. */
function impatient(notifier: Notifier): Notifier {
  let refusals = 0;
  return {
    async send(notice, now) {
      if (refusals >= REFUSALS) throw new Error('the receiver of notices is down');
      try {
        return await notifier.send(notice, now);
      } catch (error) {
        refusals += 1;
        throw error;
      }
    },
  };
}

/** Whether something faster than the sweep sees to what is due: a lead that waits for a date of its own has only the sweep. */
function hasFastPath({ stage }: Lead): boolean {
  if (stage.state === 'waiting') return stage.because === 'queued';
  return stage.state === 'received' || (stage.state === 'assigned' && stage.seeking === undefined);
}

/** Takes the lead's due steps and tells people, since what would have told them did not run either. */
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
