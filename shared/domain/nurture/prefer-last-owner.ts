import { findMatchingSla } from '../follow-up/sla-of-lead.ts';
import type { Lead } from '../lead/lead.ts';
import type { Route, Target } from '../lead/routing-decision.ts';
import type { Plan } from '../plan/plan.ts';

type TeamTarget = Extract<Target, { kind: 'team' }>;

/**
 * Puts the last owner of a recycled lead before every other target of its route. If that rep cannot take it (has left,
 * is away or at capacity for too long), the route continues as for any other lead.
 */
export function preferLastOwner(route: Route, lead: Pick<Lead, 'stage' | 'features'>, plan: Plan): Route {
  const lastOwner = lead.stage.state === 'received' ? lead.stage.preferredOwner : undefined;
  if (route.outcome !== 'assign' || !lastOwner || !Object.hasOwn(plan.teams, lastOwner.team)) return route;
  const first = route.targets.find((target): target is TeamTarget => target.kind === 'team');
  const sla = first?.sla ?? findMatchingSla(plan, lead)?.sla;
  if (sla === undefined) return route;
  const { rule, targets } = route;
  const ownerTarget: TeamTarget = {
    kind: 'team',
    team: lastOwner.team,
    rule: first?.rule ?? rule,
    sla,
    need: [],
    relax: [],
    priority: first?.priority ?? 'normal',
    closed: { kind: 'hold' },
    only: lastOwner.rep,
  };
  return { ...route, targets: [ownerTarget, ...targets] };
}
