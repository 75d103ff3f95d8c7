import type { Handoff, Lead, Touch } from '../lead/lead.ts';
import { matches } from '../plan/matches.ts';
import { HANDOFF_SLA, type Plan, type Sla } from '../plan/plan.ts';

/** What an SLA is chosen by. */
export type SlaSubject = Pick<Lead, 'features' | 'routing' | 'touches' | 'handoff'>;

/**
 * The SLA a lead is under: the one its routing or its hand-off named, or the first row that fits what it is now when it has none.
 * A stricter row holds instead when the lead was touched since it was routed and that row fits what it is now, or one of these touches.
 */
export function slaOf(plan: Plan, lead: SlaSubject): Sla {
  const target = lead.routing?.route.outcome === 'assign' ? lead.routing.route.targets[lead.routing.target] : undefined;
  const fitting = firstFitting(plan, lead);
  const routed = target?.kind === 'team' ? plan.slas.find((row) => row.sla === target.sla) : undefined;
  const named = handoffSla(lead.handoff, routed ?? fitting) ?? routed;
  const routedAt = lead.routing?.at;
  const since = routedAt === undefined ? [] : lead.touches.filter(({ at }) => at > routedAt);
  const strictest = since.length > 0 ? strictestFitting(plan, lead, since) : undefined;
  const stricter = strictest && named && strictest.firstTouchSeconds < named.firstTouchSeconds;
  const row = stricter ? strictest : (named ?? fitting);
  if (!row) throw new Error('a plan has no SLA row that fits every lead');
  return row;
}

/** The clock that a hand-off under way brings; after the breach the ladder of what it would be under goes on. */
function handoffSla(handoff: Handoff | undefined, otherwise: Sla | undefined): Sla | undefined {
  if (!handoff || handoff.state === 'over' || !otherwise) return undefined;
  const { firstTouchSeconds, warnSeconds } = handoff;
  return { sla: HANDOFF_SLA, firstTouchSeconds, warnSeconds, ladder: otherwise.ladder };
}

/** The first row of the plan's SLA table that fits; the last row fits every lead. */
export function firstFitting(plan: Plan, lead: Pick<Lead, 'features'>): Sla | undefined {
  return plan.slas.find((row) => !row.when || matches(row.when, lead.features).holds);
}

/** The strictest of the rows that fit a lead as it is, and as it would be by each of these touches alone. */
export function strictestFitting(
  plan: Plan,
  { features }: Pick<Lead, 'features'>,
  touches: readonly Touch[],
): Sla | undefined {
  return [features, ...touches.map(({ touch, source }) => ({ ...features, touch, source }))]
    .flatMap((seen) => firstFitting(plan, { features: seen }) ?? [])
    .toSorted((a, b) => a.firstTouchSeconds - b.firstTouchSeconds)[0];
}
