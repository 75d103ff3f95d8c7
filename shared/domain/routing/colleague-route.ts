import { ownerFeaturesOf, type PossibleOwner } from '../accounts/ownership.ts';
import type { Features } from '../features.ts';
import type { Lead } from '../lead/lead.ts';
import { fieldsIn } from '../plan/matches.ts';
import type { Plan } from '../plan/plan.ts';
import { chooseRoute } from './route.ts';

/** The field that says that a colleague's lead has an owner. Fields of that owner begin with it. */
const COLLEAGUE_FIELD = 'same_company_lead';

/** Returns the features of a lead whose colleague's lead this rep owns; empty when there is none or the rep has left. */
export function colleagueFeaturesOf(owner: PossibleOwner | undefined): Features {
  return owner?.active ? { [COLLEAGUE_FIELD]: 'open', ...ownerFeaturesOf('that_lead', owner) } : {};
}

/** Whether any rule of a plan asks who owns a colleague's lead. */
export function asksForColleagues({ layers }: Plan): boolean {
  return layers.some(({ rules }) =>
    rules.some(
      ({ when, then }) =>
        fieldsIn(when).some((field) => field.startsWith(COLLEAGUE_FIELD)) ||
        (then.kind === 'assign' && typeof then.to !== 'string' && then.to.ownerOf === 'that_lead'),
    ),
  );
}

/**
 * Whether the plan would send a waiting lead another way now that this rep owns a colleague's lead. Whatever else changed
 * since the lead was routed does not count. Never for a rep who held or refused the lead, or for whom it was routed again
 * before: routing looks at more leads of the company than the queue does, and may see another owner.
 */
export function isRouteChangedBy(owner: PossibleOwner, lead: Lead, plan: Plan): boolean {
  const { previousHolders, refusedBy = [], routedAgainFor = [] } = lead;
  if (!owner.active || [...previousHolders, ...refusedBy, ...routedAgainFor].includes(owner.id)) return false;
  const { rule } = chooseRoute({ features: { ...lead.features, ...colleagueFeaturesOf(owner) }, plan });
  return rule !== lead.routing?.route.rule && rule !== chooseRoute({ features: withoutColleagues(lead), plan }).rule;
}

/** Returns a lead's features without those of a colleague's owner, which a touchpoint may have added since. */
function withoutColleagues({ features }: Lead): Features {
  return Object.fromEntries(Object.entries(features).filter(([field]) => !field.startsWith(COLLEAGUE_FIELD)));
}
