import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { decideAfterNurture } from '../../domain/nurture/after-nurture.ts';
import { endRecycling, enterNurture } from '../../domain/nurture/move-to-nurture.ts';
import { returnToRouting } from '../../domain/nurture/return-to-routing.ts';
import type { Deps } from '../deps.ts';
import { planToRouteBy } from '../routing/route-in-pilot.ts';
import type { Decision } from '../save-transition.ts';
import { closeDueShadowLead } from '../shadow/end-shadow-lead.ts';

/** Takes the due step of a lead in nurture: it returns to routing, stays in nurture for another cycle, or ends. */
export async function decideRecyclingStep(
  lead: Lead,
  now: Instant,
  deps: Pick<Deps, 'plans' | 'newId'>,
): Promise<Decision<'not_due'>> {
  const { stage } = lead;
  if (stage.state !== 'nurturing' || stage.returnAt > now) return { refused: 'not_due' };
  const closure = closeDueShadowLead(lead, now, deps.newId());
  if (closure) return { change: closure };
  const active = await deps.plans.active();
  if (!active) return { refused: 'not_due' };
  const { plan } = await planToRouteBy(active, { pilot: lead.routing?.pilot }, deps);
  const next = decideAfterNurture(lead, stage, plan, now);
  const eventId = deps.newId();
  switch (next.then) {
    case 'return':
      return { change: returnToRouting(lead, stage, { plan, because: next.because, now, eventId }) };
    case 'nurture':
      return { change: enterNurture(lead, { ...next, now }, { eventId }) };
    case 'end':
      return { change: endRecycling(lead, plan, { because: next.because, now }, { eventId }) };
  }
}
