import type { RepId, TeamId } from '../ids.ts';
import { addSeconds, type Instant } from '../instant.ts';
import { GRACE_SECONDS } from '../lead/grace-periods.ts';
import type { Lead } from '../lead/lead.ts';
import type { Target } from '../lead/routing-decision.ts';
import type { Received, Waiting, WaitingInReviewQueue, WaitingInTeamQueue, WorkItem } from '../lead/stage.ts';
import { ownValue } from '../own-value.ts';
import type { Plan } from '../plan/plan.ts';
import { individualCheckAt } from '../sources/import-list.ts';
import { type SlaSubject, slaOf } from './sla-of-lead.ts';

/** What the place in a queue depends on. */
type QueuedLead = SlaSubject & Pick<Lead, 'id' | 'importList'>;

/** Returns the stage of a lead without an owner at one of its targets: in a team queue, or in a review queue. */
export function buildWaitingStage(
  lead: QueuedLead,
  plan: Plan,
  options: { readonly target: Target; readonly now: Instant; readonly because: string },
): Waiting {
  const { target, now, because } = options;
  if (target.kind === 'queue') return buildReviewQueueStage(plan, { queue: target.queue, now, because });
  const team = ownValue(plan.teams, target.team);
  if (!team) throw new Error(`plan routes to team ${target.team}, which it does not define`);
  return {
    state: 'waiting',
    place: 'team',
    workItem: { team: team.id, priority: target.priority, since: now, ...importListPart(lead) },
    because,
    lookAgainAt: firstCheckAt(lead, now),
    fallBackAt: fallBackAtOf(lead, plan, now),
    accountable: team.manager,
  };
}

/** Puts a lead from an import list into that list's own queue. */
function importListPart({ importList }: QueuedLead): Pick<WorkItem, 'importList'> {
  return importList ? { importList: importList.source } : {};
}

/** The doorbell offers the first lead of an import list at once; the others are offered when their turn comes. */
function firstCheckAt({ id, importList }: QueuedLead, now: Instant): Instant {
  return importList ? individualCheckAt(id, now) : addSeconds(now, GRACE_SECONDS.doorbell);
}

/**
 * Returns when a team that could have taken a lead from `since` on has had it long enough: after the time allowed for
 * the first response.
 */
export function fallBackAtOf(lead: SlaSubject, plan: Plan, since: Instant): Instant {
  return addSeconds(since, slaOf(plan, lead).firstTouchSeconds);
}

/** Returns the stage of a lead in a review queue. */
export function buildReviewQueueStage(
  plan: Plan,
  options: { readonly queue?: string; readonly now: Instant; readonly because: string },
): WaitingInReviewQueue {
  const { now, because } = options;
  const queue = ownValue(plan.queues, options.queue ?? plan.otherwise);
  if (!queue) throw new Error('plan sends leads to a queue that it does not define');
  return {
    state: 'waiting',
    place: 'queue',
    queue: queue.id,
    because,
    lookAgainAt: addSeconds(now, queue.reviewSeconds),
    ...(queue.alarmSeconds !== undefined && { alarmAt: addSeconds(now, queue.alarmSeconds) }),
    accountable: queue.owner,
  };
}

/**
 * Returns the stage of a lead that its owner gave up or lost: back in its team queue at its previous priority, to be
 * offered at once.
 */
export function buildReleasedStage(
  lead: QueuedLead,
  plan: Plan,
  options: {
    readonly team: TeamId;
    readonly now: Instant;
    readonly because: string;
    readonly accountable: RepId;
    /** Its owner, if their leave took it away and the plan asks their backup. */
    readonly backupFor?: RepId;
  },
): WaitingInTeamQueue {
  const { team, now, because, accountable, backupFor } = options;
  const route = lead.routing?.route;
  const target = route?.outcome === 'assign' ? route.targets[lead.routing?.target ?? 0] : undefined;
  return {
    state: 'waiting',
    place: 'team',
    workItem: {
      team,
      priority: target?.kind === 'team' ? target.priority : 'normal',
      since: now,
      ...importListPart(lead),
    },
    because,
    ...(backupFor !== undefined && { backupFor }),
    lookAgainAt: firstCheckAt(lead, now),
    fallBackAt: fallBackAtOf(lead, plan, now),
    accountable,
  };
}

/** Returns the stage of a lead that goes back to routing. */
export function buildReceivedStage(plan: Plan, now: Instant): Received {
  const { owner, withinSeconds } = plan.beforeAssignment;
  return { state: 'received', routeBy: addSeconds(now, withinSeconds), attempts: 0, accountable: owner };
}
