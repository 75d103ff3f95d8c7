import type { Features } from '../features.ts';
import { addSeconds, type Instant } from '../instant.ts';
import type { Lead, Touch } from '../lead/lead.ts';
import type { Nurturing } from '../lead/stage.ts';
import { fieldsIn, matches } from '../plan/matches.ts';
import type { Plan } from '../plan/plan.ts';
import { cameToUs, contactBudget } from './contact-budget.ts';

/** What a touch makes of a resting lead: it goes back to routing at once, or on an earlier date than its own. */
export type EarlyReturn =
  | { readonly kind: 'now'; readonly because: 'reply' | 'touch' | 'score' }
  | { readonly kind: 'at'; readonly at: Instant };

/**
 * Whether a touch brings a resting lead back before its date. A reply always does, and a touch that `early_if` names. One that only
 * raises the score so far waits for the cool-down, and until we may contact the person again.
 * @returns undefined when the lead rests on as before.
 */
export function earlyReturn(
  /** Scored with the touch. */
  lead: Pick<Lead, 'features' | 'contacts'>,
  stage: Nurturing,
  { plan, touch, now }: { readonly plan: Plan; readonly touch: Touch; readonly now: Instant },
): EarlyReturn | undefined {
  // What happened before it went to rest was known then.
  if (stage.since !== undefined && touch.at < stage.since) return undefined;
  if (cameToUs(touch.touch)) return { kind: 'now', because: 'reply' };
  const { earlyIf, coolDownSeconds } = plan.recycling;
  const features = { ...lead.features, touch: touch.touch };
  if (fieldsIn(earlyIf).includes('touch') && matches(earlyIf, withoutScore(features)).holds)
    return { kind: 'now', because: 'touch' };
  if (!earns(plan, features) || !matches(earlyIf, features).holds) return undefined;
  const { freeAt = now } = contactBudget(lead, plan.recycling, now) ?? {};
  const cooledAt = stage.since === undefined ? now : addSeconds(stage.since, coolDownSeconds);
  const at = freeAt > cooledAt ? freeAt : cooledAt;
  if (at <= now) return { kind: 'now', because: 'score' };
  return at < stage.returnAt ? { kind: 'at', at } : undefined;
}

function withoutScore({ score: _score, band: _band, ...others }: Features): Features {
  return others;
}

/** Whether a touch is worth points at all: a lead with a high score is not called back by the mere opening of a mail. */
function earns({ scoring }: Plan, features: Features): boolean {
  return scoring.behaviour.points.some(({ when, add }) => add > 0 && matches(when, features).holds);
}
