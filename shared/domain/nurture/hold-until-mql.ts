import type { Features } from '../features.ts';
import type { Lead } from '../lead/lead.ts';
import type { Route } from '../lead/routing-decision.ts';
import { ownValue } from '../own-value.ts';
import type { Condition, FieldTest } from '../plan/condition.ts';
import type { AssignMoment, Plan } from '../plan/plan.ts';
import { chooseRoute } from '../routing/route.ts';
import { INBOUND_KINDS, isInbound } from './contact-budget.ts';

/** Why a lead is in nurture that is not marketing qualified yet. */
export const BELOW_MQL = 'below_mql';
/** The nurture track of such leads. */
const TRACK = 'before_mql';
/** How long it stays there if its score never gets there: then the limits of recycling apply. */
const HELD_SECONDS = 30 * 24 * 3600;

/**
 * Whether the plan assigns a lead now: on entry because of the kind of touchpoint, or since its score has reached `mql`. A
 * person who writes to us does not wait for a score.
 */
export function isReadyToAssign(
  { assignOn, scoring }: Pick<Plan, 'assignOn' | 'scoring'>,
  features: Features,
): boolean {
  const touch = String(features.touch ?? '');
  if (!assignOn || isInbound(touch)) return true;
  const moment = ownValue(assignOn.byTouch, touch.toLowerCase()) ?? assignOn.otherwise;
  return moment === 'entry' || (typeof features.score === 'number' && features.score >= scoring.mql);
}

/** Returns which leads {@link isReadyToAssign} keeps waiting, as a condition; undefined when there are none. */
export function conditionToHold({ assignOn, scoring }: Pick<Plan, 'assignOn' | 'scoring'>): Condition | undefined {
  if (!assignOn) return undefined;
  const touchesOf = (moment: AssignMoment) =>
    Object.entries(assignOn.byTouch).flatMap(([touch, one]) => (one === moment ? [touch] : []));
  const test: FieldTest =
    assignOn.otherwise === 'mql'
      ? { op: 'not', values: [...INBOUND_KINDS, ...touchesOf('entry')] }
      : { op: 'in', values: touchesOf('mql').filter((touch) => !isInbound(touch)) };
  const below: FieldTest = { op: 'within', from: Number.MIN_SAFE_INTEGER, to: scoring.mql - 1 };
  return {
    kind: 'all',
    of: [
      { kind: 'field', field: 'touch', test },
      { kind: 'field', field: 'score', test: below },
    ],
  };
}

/**
 * Returns the route of a lead, or that it rests with the owner of leads before their assignment until it may be assigned.
 * A lead that a rep has had is not held again: what brings it back was decided then.
 */
export function holdUntilMql(route: Route, lead: Pick<Lead, 'epoch'>, features: Features, plan: Plan): Route {
  if (route.outcome !== 'assign' || lead.epoch > 0 || isReadyToAssign(plan, features)) return route;
  const { rule, layer, passedOver } = route;
  const { owner } = plan.beforeAssignment;
  return {
    ...{ rule, layer, ...(passedOver && { passedOver }) },
    ...{ outcome: 'nurture', track: TRACK, owner, afterSeconds: HELD_SECONDS },
  };
}

/** Decides what happens to a lead that no rep has had yet. */
export function chooseFirstRoute({ features, plan }: { readonly features: Features; readonly plan: Plan }): Route {
  return holdUntilMql(chooseRoute({ features, plan }), { epoch: 0 }, features, plan);
}

/** Whether a route holds its lead until it is marketing qualified. */
export function isHeldUntilMql(route: Route): boolean {
  return route.outcome === 'nurture' && route.track === TRACK;
}
