import type { LeadId, TeamId } from '../domain/ids.ts';
import { addSeconds, type Instant, secondsBetween } from '../domain/instant.ts';
import { type Lead, workItemOf } from '../domain/lead.ts';
import type { Notifier } from '../ports/notifier.ts';
import { assignTeam } from './assign-team.ts';
import { followUpRepChange } from './change-rep.ts';
import type { Deps } from './deps.ts';
import { tellOfEvent } from './notify-rep.ts';
import { redriveDelivery } from './receive-delivery.ts';
import { takeDueStep } from './take-due-step.ts';

/** What one run of the sweep found and did. */
export interface Swept {
  /** Things past their date that were acted on. */
  readonly healed: number;
  /** Things that could not be dealt with; their date stands, the next run tries again. */
  readonly failed: readonly { readonly id: string; readonly error: string }[];
  /** True when there was more to do than one run may. */
  readonly capped: boolean;
  /** How late the most overdue lead was, in seconds. */
  readonly mostOverdueSeconds: number;
}

export interface SweepLimits {
  /** Most leads, deliveries and rep changes each that one run touches. */
  readonly cap: number;
  /** Timers and queues get so many seconds before the sweep does their work. */
  readonly headStartSeconds: number;
}

/**
 * Does whatever is past its date and did not happen. It reads each row again before it acts and runs the same use cases as the
 * fast path, so that with streams, queues and timers all off it alone brings every lead to its end, a minute late.
 */
export async function sweep(now: Instant, limits: SweepLimits, given: Deps): Promise<Swept> {
  const deps = { ...given, notifier: impatient(given.notifier) };
  const before = addSeconds(now, -limits.headStartSeconds);
  const failed: { id: string; error: string }[] = [];
  const attempt = async (id: string, act: () => Promise<void>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      failed.push({ id, error: error instanceof Error ? error.name : 'unknown' });
    }
  };

  const deliveries = await deps.deliveries.pending(before, limits.cap);
  for (const id of deliveries) await attempt(id, () => redriveDelivery(id, now, deps));

  const changes = await deps.reps.pendingChanges(before, limits.cap);
  for (const change of changes) await attempt(change.rep, () => followUpRepChange(change, now, deps));

  const due = await deps.leads.due(now, limits.cap);
  const leads = await deps.leads.loadMany(due.map(({ lead }) => lead));
  const overdue = leads.filter((lead) => lead.dueAt !== undefined && lead.dueAt <= (hasFastPath(lead) ? before : now));
  const teams = new Set<TeamId>();
  for (const lead of overdue) {
    if (!workItemOf(lead)) await attempt(lead.id, () => catchUp(lead.id, now, deps));
  }
  for (const lead of await deps.leads.loadMany(overdue.map(({ id }) => id))) {
    const team = workItemOf(lead)?.team;
    if (team !== undefined) teams.add(team);
  }
  for (const team of [...teams].sort()) await attempt(team, () => drain(team, now, deps));

  return {
    healed: deliveries.length + changes.length + overdue.length - failed.length,
    failed,
    capped: [deliveries, changes, due].some((found) => found.length >= limits.cap),
    mostOverdueSeconds: Math.max(0, ...overdue.map((lead) => Math.round(secondsBetween(lead.dueAt ?? now, now)))),
  };
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
        await notifier.send(notice, now);
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

async function drain(team: TeamId, now: Instant, deps: Deps): Promise<void> {
  await assignTeam(team, now, deps);
}

/** Takes the lead's due steps and tells people, since what would have told them did not run either. */
async function catchUp(lead: LeadId, now: Instant, deps: Deps): Promise<void> {
  const taken = await takeDueStep(lead, now, deps);
  for (const event of taken.events) await tellOfEvent(lead, event, now, deps);
}
