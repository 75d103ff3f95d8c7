import type { Instant } from '../instant.ts';
import { holdOf, type Lead, type LeadRouting } from '../lead/lead.ts';
import type { SkippedRule } from '../lead/routing-decision.ts';
import type { Closed } from '../lead/stage.ts';
import { type Transition, transition } from '../lead/transition.ts';
import type { Keepable } from '../plan/privacy.ts';
import { keptFeaturesOf } from './kept-features.ts';

/** Why and by which erasure a lead is forgotten. */
export interface ForgetLeadInput {
  readonly erasure: string;
  /** Reason code: `request`, `retention`. */
  readonly because: string;
  readonly keeps: readonly Keepable[];
  /** The rules that the decision in force passed over, as far as they can be derived: the features go. */
  readonly passedOver?: readonly SkippedRule[] | undefined;
  readonly now: Instant;
  readonly eventId: string;
}

/**
 * Returns the transition that takes everything of the person from a lead: an open lead ends, a closed one keeps its
 * outcome. The slot is free and no deadline is left; turns stay as they were taken. Undefined when it was forgotten
 * before.
 */
export function forgetLead(lead: Lead, input: ForgetLeadInput): Transition | undefined {
  const { erasure, because, keeps, passedOver, now, eventId } = input;
  if (lead.forgottenAt !== undefined) return undefined;
  const hold = holdOf(lead);
  const isKept = (name: Keepable) => keeps.includes(name);
  const features = keptFeaturesOf(lead.features, keeps);
  return transition(lead, {
    type: 'LeadForgotten',
    data: {
      erasure,
      because,
      ...(lead.stage.state !== 'closed' && { ended: true as const }),
      ...(hold && { rep: hold.rep, epoch: lead.epoch }),
    },
    at: now,
    eventId,
    stage:
      lead.stage.state === 'closed' ? keptStage(lead.stage, isKept('outcome')) : closedStage(because, now, hold?.rep),
    patch: {
      features,
      guessedFields: lead.guessedFields.filter((name) => Object.hasOwn(features, name)),
      account: undefined,
      personKey: undefined,
      contactKeys: undefined,
      possibleDuplicateOf: undefined,
      externalIds: [],
      deals: undefined,
      submissionKeys: undefined,
      earlierLeads: undefined,
      comebacks: undefined,
      ...(!isKept('band') && { score: undefined }),
      routing: isKept('rule') ? explainedRouting(lead.routing, passedOver) : undefined,
      forgottenAt: now,
    },
  });
}

/**
 * Rule ids and names of fields say nothing of the person, so the decision can still be explained, but not made again. Its
 * place in a pilot names its account by a hash.
 */
function explainedRouting(
  routing: LeadRouting | undefined,
  passedOver: readonly SkippedRule[] | undefined,
): LeadRouting | undefined {
  if (!routing) return undefined;
  const { featuresKept: _, pilot: __, route, ...kept } = routing;
  return { ...kept, route: { ...route, ...(passedOver && { passedOver }) } };
}

/** The CRM's id of the deal leads to the person there. How the lead ended is in the timeline too, so it always stays. */
function keptStage({ opportunity: _, reason, amount, ...stage }: Closed, isKept: boolean): Closed {
  if (!isKept) return stage;
  return { ...stage, ...(reason !== undefined && { reason }), ...(amount !== undefined && { amount }) };
}

function closedStage(reason: string, closedAt: Instant, owner: string | undefined): Closed {
  return { state: 'closed', outcome: 'forgotten', reason, closedAt, ...(owner !== undefined && { owner }) };
}
