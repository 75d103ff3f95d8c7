import type { Instant } from '../instant.ts';
import { cyclesOf, type Lead } from '../lead/lead.ts';
import type { Nurturing } from '../lead/stage.ts';
import { matches } from '../plan/matches.ts';
import type { Plan } from '../plan/plan.ts';
import { scoreOf, withScore } from '../routing/scoring.ts';
import { contactBudget } from './contact-budget.ts';
import { type EndReason, ownRow, restFor } from './nurture-decision.ts';

/**
 * What becomes of a lead whose date has come: it goes back to routing (`date`; `score` when interest brought its date forward),
 * rests once more for `because` (a rest that counts), or may rest no more.
 */
export type AfterRest =
  | { readonly then: 'return'; readonly because: 'date' | 'score' }
  | { readonly then: 'rest'; readonly because: string; readonly stage: Nurturing }
  | { readonly then: 'end'; readonly because: EndReason };

/** The reason of a lead that rests on because we may not contact the person yet. */
const CONTACTS = 'contacts';

/**
 * Decides about a resting lead whose date has come, by the plan it would be routed by. Nobody is given a lead whose person we may
 * not contact, and one whose row asks for more than a date comes back only with it.
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
