import type { Handoff, Lead, Touchpoint } from '../lead/lead.ts';
import { HANDOFF_SLA } from '../plan/handoff.ts';
import { matchCondition } from '../plan/matches.ts';
import type { Plan, Sla } from '../plan/plan.ts';

/** The part of a lead that determines its SLA. */
export type SlaSubject = Pick<Lead, 'features' | 'routing' | 'touchpoints' | 'handoff'>;

/**
 * Returns the SLA of a lead: the one named by its routing or handoff or, without one, the first row that matches the
 * lead now. If touchpoints arrived since routing, a stricter row that matches the lead now, or one of these
 * touchpoints, applies instead.
 */
export function slaOf(plan: Plan, lead: SlaSubject): Sla {
  const target = lead.routing?.route.outcome === 'assign' ? lead.routing.route.targets[lead.routing.target] : undefined;
  const fitting = findMatchingSla(plan, lead);
  const routed = target?.kind === 'team' ? plan.slas.find((row) => row.sla === target.sla) : undefined;
  const named = handoffSlaOf(lead.handoff, routed ?? fitting) ?? routed;
  const routedAt = lead.routing?.at;
  const since = routedAt === undefined ? [] : lead.touchpoints.filter(({ at }) => at > routedAt);
  const strictest = since.length > 0 ? findStrictestSla(plan, lead, since) : undefined;
  const stricter = strictest && named && strictest.firstTouchSeconds < named.firstTouchSeconds;
  const row = stricter ? strictest : (named ?? fitting);
  if (!row) throw new Error('a plan has no SLA row that fits every lead');
  return row;
}

/**
 * Returns the SLA of a handoff in progress. After the breach, the ladder of the SLA that would otherwise apply is used.
 */
function handoffSlaOf(handoff: Handoff | undefined, regularSla: Sla | undefined): Sla | undefined {
  if (!handoff || handoff.state === 'over' || !regularSla) return undefined;
  const { firstResponseSeconds, warnSeconds } = handoff;
  return { sla: HANDOFF_SLA, firstTouchSeconds: firstResponseSeconds, warnSeconds, ladder: regularSla.ladder };
}

/** Returns the first matching row of the plan's SLA table. The last row matches every lead. */
export function findMatchingSla(plan: Plan, lead: Pick<Lead, 'features'>): Sla | undefined {
  return plan.slas.find((row) => !row.when || matchCondition(row.when, lead.features).holds);
}

/** Returns the strictest row that matches a lead as it is now, or with any one of these touchpoints. */
export function findStrictestSla(
  plan: Plan,
  { features }: Pick<Lead, 'features'>,
  touches: readonly Touchpoint[],
): Sla | undefined {
  return [features, ...touches.map(({ touch, source }) => ({ ...features, touch, source }))]
    .flatMap((seen) => findMatchingSla(plan, { features: seen }) ?? [])
    .toSorted((a, b) => a.firstTouchSeconds - b.firstTouchSeconds)[0];
}
