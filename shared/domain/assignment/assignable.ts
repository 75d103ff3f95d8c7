import type { Features } from '../features.ts';
import type { Lead } from '../lead/lead.ts';
import { workItemOf } from '../lead/lead.ts';
import type { Target } from '../lead/routing-decision.ts';
import { bandOf, type Pace } from '../sources/import-list.ts';
import type { Assignable } from './candidate.ts';

/** Where the lead's value for a rep's list is found: a territory is the finest place that is known, everything else its own field. */
const PLACES = ['territory', 'state', 'country', 'region'] as const;

/** The target a lead is waiting at, if the team whose queue it stands in is the one its routing named. */
export function targetOf(lead: Lead): Extract<Target, { kind: 'team' }> | undefined {
  const target = lead.routing?.route.outcome === 'assign' ? lead.routing.route.targets[lead.routing.target] : undefined;
  return target?.kind === 'team' && target.team === workItemOf(lead)?.team ? target : undefined;
}

/** The places of its route that have not been tried yet. */
export function placesLeft({ routing }: Lead): readonly Target[] {
  return routing?.route.outcome === 'assign' ? routing.route.targets.slice(routing.target + 1) : [];
}

/** A queued lead as the choice of a rep sees it; `pace`: that of its list. */
export function assignableOf(lead: Lead, pace?: Pace): Assignable {
  const target = targetOf(lead);
  const need = target?.need ?? [];
  const only = target?.only;
  const list = workItemOf(lead)?.list;
  const owner = lead.stage.state === 'assigned' ? [lead.stage.owner] : [];
  return {
    lead: lead.id,
    band: bandOf(lead),
    values: Object.fromEntries(need.map((list) => [list, valuesFor(list, lead.features)])),
    need,
    relax: target?.relax ?? [],
    // Who alone is wanted may have had it before, unless they gave it back themselves.
    holders: lead.holders.filter((rep) => rep !== only),
    othersElsewhere: placesLeft(lead).some(({ kind }) => kind === 'team'),
    excluded: [...owner, ...(only === undefined ? [] : (lead.refusedBy ?? []))],
    weight: list === undefined ? 1 : 0,
    ...(list !== undefined && { list: { source: list, perDay: pace?.perRepPerDay } }),
    ...(only !== undefined && { only }),
    ...(target?.charged === false && { charged: false as const }),
    ...(target?.capped === false && { capped: false as const }),
  };
}

function valuesFor(list: string, features: Features): readonly string[] {
  const fields: readonly string[] = list === 'territory' ? PLACES : [list];
  return fields.flatMap((field) => features[field] ?? []).map(String);
}
