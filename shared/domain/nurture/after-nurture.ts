import type { Instant } from '../instant.ts';
import { cyclesOf, type Lead } from '../lead/lead.ts';
import type { Nurturing } from '../lead/stage.ts';
import { matches } from '../plan/matches.ts';
import type { Plan } from '../plan/plan.ts';
import { scoreOf, withScore } from '../routing/scoring.ts';
import { contactBudget } from './contact-budget.ts';
import { type EndReason, ownRow, restFor } from './nurture-decision.ts';

/**
 * What happens to a lead in nurture on its return date: it goes back to routing (`date`; `score` if a touchpoint moved
 * the date forward), stays in nurture for another period because of `because` (which counts), or may not be nurtured
 * again.
 */
export type AfterRest =
  | { readonly then: 'return'; readonly because: 'date' | 'score' }
  | { readonly then: 'rest'; readonly because: string; readonly stage: Nurturing }
  | { readonly then: 'end'; readonly because: EndReason };

/** The reason of a lead that stays in nurture because reps may not contact the person yet. */
const CONTACTS = 'contacts';

/**
 * Decides about a nurtured lead on its return date, with the plan it would be routed by. A lead is assigned to nobody
 * while the person may not be contacted. If the plan's row for its reason has a condition, the lead returns only if the
 * condition holds.
 */
export function afterRest(lead: Lead, stage: Nurturing, plan: Plan, now: Instant): AfterRest {
  const { recycling } = plan;
  const { freeAt } = contactBudget(lead, recycling, now) ?? {};
  if (freeAt !== undefined) {
    if (cyclesOf(lead) >= recycling.stop.cycles) return { then: 'end', because: CONTACTS };
    return { then: 'rest', because: CONTACTS, stage: { ...stage, returnAt: freeAt } };
  }
  if (stage.early) return { then: 'return', because: 'score' };
  const { reason } = stage;
  const onlyIf = reason === undefined ? undefined : ownRow(recycling, { reason })?.onlyIf;
  const features = withScore(lead.features, scoreOf(lead, plan, now), cyclesOf(lead));
  if (reason === undefined || onlyIf === undefined || matches(onlyIf, features).holds)
    return { then: 'return', because: 'date' };
  const again = restFor(lead, plan, { reason, accountable: stage.accountable, now });
  if (again.kind === 'end') return { then: 'end', because: again.because };
  return { then: 'rest', because: reason, stage: again.stage };
}
