import { nextTimerOf } from '../../domain/follow-up/next-timer.ts';
import type { LeadId } from '../../domain/ids.ts';
import { addSeconds, type Instant } from '../../domain/instant.ts';
import { GRACE_SECONDS } from '../../domain/lead/grace-periods.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { FollowUpTimers } from '../../ports/follow-ups.ts';
import type { Deps } from '../deps.ts';
import { loadLeads } from '../load-leads.ts';

type TimerDeps = Pick<Deps, 'leads'> & { readonly followUps: FollowUpTimers };

/** The most timers started per run of the sweep. Steps beyond that are taken by the sweep, a minute late. */
const MAX_TIMERS = 1000;
const CONCURRENCY = 25;

/** Starts the timer for the next step of a lead's assignment, if that step is due soon (`near_steps`). */
export async function startNearTimer(leadId: LeadId, now: Instant, deps: TimerDeps): Promise<'started' | 'not_needed'> {
  const lead = await deps.leads.load(leadId);
  return lead ? startTimer(lead, now, deps) : 'not_needed';
}

/**
 * Starts timers for all steps that are due before the next run of the sweep, a minute later.
 * @returns how many were started
 */
export async function startTimersAhead(now: Instant, deps: TimerDeps): Promise<number> {
  // Overdue leads are the sweep's own work. A backlog of them must not keep others from getting their timer.
  const coming = await deps.leads.dueBetween({ after: now, before: addSeconds(now, GRACE_SECONDS.timer) }, MAX_TIMERS);
  const { leads } = await loadLeads(
    coming.map(({ lead }) => lead),
    deps,
  );
  let started = 0;
  for (let from = 0; from < leads.length; from += CONCURRENCY) {
    const outcomes = await Promise.all(
      leads.slice(from, from + CONCURRENCY).map((lead) => startTimer(lead, now, deps)),
    );
    started += outcomes.filter((outcome) => outcome === 'started').length;
  }
  return started;
}

async function startTimer(lead: Lead, now: Instant, { followUps }: TimerDeps): Promise<'started' | 'not_needed'> {
  const waking = nextTimerOf(lead, now);
  if (!waking || lead.stage.state !== 'assigned') return 'not_needed';
  const { id, epoch, stage } = lead;
  await followUps.start({ leadId: id, epoch, revision: stage.revision, at: waking.at }, waking.sleepSeconds);
  return 'started';
}
