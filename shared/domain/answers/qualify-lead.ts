import type { AssignmentTerms } from '../assignment/assignment-stages.ts';
import { buildWorkingStage, changedWeight } from '../assignment/working-stage.ts';
import { handOff, markHandoffAccepted, nextTeamOf } from '../handoff/handoff.ts';
import type { Instant } from '../instant.ts';
import type { Actor } from '../lead/events.ts';
import type { Lead } from '../lead/lead.ts';
import type { Assigned, Working } from '../lead/stage.ts';
import { type Transition, transition } from '../lead/transition.ts';

/**
 * Qualifies a lead that a rep has: it goes to the next team if the plan has one, else it stays with its owner. Undefined:
 * it is qualified already.
 */
export function qualifyLead(
  lead: Lead,
  held: Assigned | Working,
  options: {
    readonly terms: AssignmentTerms;
    /** Version of the plan in `terms`. */
    readonly planVersion: number;
    readonly now: Instant;
    /** The system that says so, if no person said it here. */
    readonly via?: string;
    readonly actor: Actor;
    readonly eventId: string;
  },
): Transition | undefined {
  const { terms, planVersion, now, via, actor, eventId } = options;
  const { plan } = terms;
  const data = { rep: held.owner, epoch: lead.epoch, ...(via !== undefined && { via }) };
  const next = nextTeamOf(lead, held.team, plan);
  if (next) {
    const on = handOff(lead, { next, plan, version: planVersion, owner: held.owner, team: held.team, now });
    return transition(lead, {
      type: 'LeadHandedOff',
      data: { ...data, team: next.team },
      at: now,
      actor,
      eventId,
      ...on,
    });
  }
  if (held.state === 'working' && held.isQualified) return undefined;
  const stage = buildWorkingStage(held, terms, { now, qualified: true, deals: lead.deals });
  return transition(lead, {
    type: 'LeadQualified',
    data: { ...data, ...changedWeight(held, stage) },
    at: now,
    actor,
    eventId,
    stage,
    patch: { handoff: markHandoffAccepted(lead) },
  });
}
