import { firstFitting } from '../follow-up/sla-of-lead.ts';
import type { Lead } from '../lead/lead.ts';
import type { Route, Target } from '../lead/routing-decision.ts';
import type { Plan } from '../plan/plan.ts';

type TeamTarget = Extract<Target, { kind: 'team' }>;

/**
 * Puts the last owner of a recycled lead before every other target of its route. If that rep cannot take it (has left,
 * is away or at capacity for too long), the route continues as for any other lead.
 */
export function backToOwner(route: Route, lead: Pick<Lead, 'stage' | 'features'>, plan: Plan): Route {
  const back = lead.stage.state === 'received' ? lead.stage.backTo : undefined;
  if (route.outcome !== 'assign' || !back || !Object.hasOwn(plan.teams, back.team)) return route;
  const first = route.targets.find((target): target is TeamTarget => target.kind === 'team');
  const sla = first?.sla ?? firstFitting(plan, lead)?.sla;
  if (sla === undefined) return route;
  const { rule, targets } = route;
  const owner: TeamTarget = {
    kind: 'team',
    team: back.team,
    rule: first?.rule ?? rule,
    sla,
    need: [],
    relax: [],
    priority: first?.priority ?? 'normal',
    closed: { kind: 'hold' },
    only: back.rep,
  };
  return { ...route, targets: [owner, ...targets] };
}
