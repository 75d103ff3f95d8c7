import type { Instant } from '../instant.ts';
import { cycleCountOf, type Lead } from '../lead/lead.ts';
import type { Nurturing } from '../lead/stage.ts';
import { matchCondition } from '../plan/matches.ts';
import type { Plan } from '../plan/plan.ts';
import { addScoreFeatures, scoreOf } from '../routing/scoring.ts';
import { contactBudgetOf } from './contact-budget.ts';
import { decideNurture, type NurtureEndReason, ownNurtureReasonOf } from './nurture-decision.ts';

/**
 * What happens to a lead in nurture on its return date: it goes back to routing (`date`; `score` if a touchpoint moved
 * the date forward), stays in nurture for another period because of `because` (which counts), or may not be nurtured
 * again.
 */
export type AfterNurture =
  | { readonly then: 'return'; readonly because: 'date' | 'score' }
  | { readonly then: 'nurture'; readonly because: string; readonly stage: Nurturing }
  | { readonly then: 'end'; readonly because: NurtureEndReason };

/** The reason of a lead that stays in nurture because reps may not contact the person yet. */
const CONTACTS_REASON = 'contacts';

/**
 * Decides about a nurtured lead on its return date, with the plan it would be routed by. A lead is assigned to nobody
 * while the person may not be contacted. If the plan's row for its reason has a condition, the lead returns only if the
 * condition holds.
 */
export function decideAfterNurture(lead: Lead, stage: Nurturing, plan: Plan, now: Instant): AfterNurture {
  const { recycling } = plan;
  const { freeAt } = contactBudgetOf(lead, recycling, now) ?? {};
  if (freeAt !== undefined) {
    if (cycleCountOf(lead) >= recycling.stop.cycles) return { then: 'end', because: CONTACTS_REASON };
    return { then: 'nurture', because: CONTACTS_REASON, stage: { ...stage, returnAt: freeAt } };
  }
  if (stage.returnsEarly) return { then: 'return', because: 'score' };
  const { reason } = stage;
  const onlyIf = reason === undefined ? undefined : ownNurtureReasonOf(recycling, { reason })?.onlyIf;
  const features = addScoreFeatures(lead.features, scoreOf(lead, plan, now), cycleCountOf(lead));
  if (reason === undefined || onlyIf === undefined || matchCondition(onlyIf, features).holds)
    return { then: 'return', because: 'date' };
  const decision = decideNurture(lead, plan, { reason, accountable: stage.accountable, now });
  if (decision.kind === 'end') return { then: 'end', because: decision.because };
  return { then: 'nurture', because: reason, stage: decision.stage };
}
