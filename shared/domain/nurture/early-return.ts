import type { Features } from '../features.ts';
import { addSeconds, type Instant } from '../instant.ts';
import type { Lead, Touchpoint } from '../lead/lead.ts';
import type { Nurturing } from '../lead/stage.ts';
import { fieldsIn, matchCondition } from '../plan/matches.ts';
import type { Plan } from '../plan/plan.ts';
import { contactBudgetOf, isInbound } from './contact-budget.ts';
import { BELOW_MQL, isReadyToAssign } from './hold-until-mql.ts';

/** What a touchpoint does to a lead in nurture: it returns to routing now, or on an earlier date. */
export type EarlyReturn =
  | { readonly kind: 'now'; readonly because: 'reply' | 'touch' | 'score' }
  | { readonly kind: 'at'; readonly at: Instant };

/**
 * Decides whether a touchpoint returns a nurtured lead before its date. A reply always does, and so does a touchpoint
 * named in `early_if`. One that only raises the score enough has to wait for the cool-down, and until the person may be
 * contacted again. A lead that no rep has had, since it was not marketing qualified yet, returns once it is.
 * @returns undefined if the lead stays in nurture as before.
 */
export function decideEarlyReturn(
  /** Scored with the touchpoint. */
  lead: Pick<Lead, 'features' | 'contacts'>,
  stage: Nurturing,
  { plan, touch, now }: { readonly plan: Plan; readonly touch: Touchpoint; readonly now: Instant },
): EarlyReturn | undefined {
  // Whatever happened before the lead was moved to nurture was already known at that time.
  if (stage.since !== undefined && touch.at < stage.since) return undefined;
  if (isInbound(touch.touch)) return { kind: 'now', because: 'reply' };
  const { earlyIf, coolDownSeconds } = plan.recycling;
  const features = { ...lead.features, touch: touch.touch };
  if (stage.reason === BELOW_MQL) {
    if (!isReadyToAssign(plan, features)) return undefined;
    return { kind: 'now', because: isReadyToAssign(plan, omitScore(features)) ? 'touch' : 'score' };
  }
  if (fieldsIn(earlyIf).includes('touch') && matchCondition(earlyIf, omitScore(features)).holds)
    return { kind: 'now', because: 'touch' };
  if (!hasPoints(plan, features) || !matchCondition(earlyIf, features).holds) return undefined;
  const { freeAt = now } = contactBudgetOf(lead, plan.recycling, now) ?? {};
  const coolDownEndsAt = stage.since === undefined ? now : addSeconds(stage.since, coolDownSeconds);
  const at = freeAt > coolDownEndsAt ? freeAt : coolDownEndsAt;
  if (at <= now) return { kind: 'now', because: 'score' };
  return at < stage.returnAt ? { kind: 'at', at } : undefined;
}

function omitScore({ score: _score, band: _band, ...others }: Features): Features {
  return others;
}

/** Whether a touchpoint scores any points: opening an e-mail alone does not return a lead with a high score. */
function hasPoints({ scoring }: Plan, features: Features): boolean {
  return scoring.behaviour.points.some(({ when, add }) => add > 0 && matchCondition(when, features).holds);
}
