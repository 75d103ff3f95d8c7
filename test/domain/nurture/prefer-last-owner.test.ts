import { describe, expect, it } from 'vitest';
import type { Target } from '../../../shared/domain/lead/routing-decision.ts';
import type { Stage } from '../../../shared/domain/lead/stage.ts';
import { preferLastOwner } from '../../../shared/domain/nurture/prefer-last-owner.ts';
import { chooseRoute } from '../../../shared/domain/routing/route.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aPlan } from '../../support/builders/plan.ts';

const PLAN = aPlan();
const DEMO = { touch: 'demo_request', band: 'hot' };

function received(team = 'ae'): Stage {
  const preferredOwner = { rep: 'kim', team };
  return { state: 'received', routeBy: MONDAY, attempts: 0, accountable: 'dana', preferredOwner };
}

describe('the last owner of a recycled lead', () => {
  it('is tried before the team of its route, under the SLA and priority of that team', () => {
    const route = chooseRoute({ features: DEMO, plan: PLAN });
    const preferred = preferLastOwner(route, { stage: received(), features: DEMO }, PLAN);
    if (route.outcome !== 'assign') throw new Error('the route assigns nobody');
    expect(preferred).toEqual({
      ...route,
      targets: [
        {
          ...{ kind: 'team', team: 'ae', only: 'kim', rule: 'demo', sla: 'demo', priority: 'normal' },
          ...{ need: [], relax: [], closed: { kind: 'hold' } },
        },
        ...route.targets,
      ],
    });
  });

  it('is tried under the SLA and priority of the first team, wherever that is in the route', () => {
    const route = chooseRoute({ features: DEMO, plan: PLAN });
    if (route.outcome !== 'assign') throw new Error('the route assigns nobody');
    const queue: Target = { kind: 'queue', queue: 'catch-all', rule: 'first' };
    const [demo] = route.targets;
    const team = { ...demo, rule: 'second', sla: 'rest', priority: 'urgent' } as Target;
    const preferred = preferLastOwner(
      { ...route, targets: [queue, team] },
      { stage: received(), features: DEMO },
      PLAN,
    );
    expect(preferred).toMatchObject({
      targets: [{ only: 'kim', rule: 'second', sla: 'rest', priority: 'urgent' }, queue, team],
    });
  });

  it('is tried before a review queue too, under the SLA that matches the lead', () => {
    const features = { touch: 'webinar', band: 'warm' };
    const route = chooseRoute({ features, plan: PLAN });
    const preferred = preferLastOwner(route, { stage: received(), features }, PLAN);
    expect(preferred).toMatchObject({
      targets: [
        { kind: 'team', only: 'kim', rule: 'otherwise', sla: 'rest', priority: 'normal' },
        { kind: 'queue', queue: 'catch-all' },
      ],
    });
  });

  it.each([
    ['the plan no longer has the team', DEMO, received('gone'), PLAN],
    ['nobody is preferred', DEMO, { ...received(), preferredOwner: undefined }, PLAN],
    ['the route assigns nobody', { page: '/careers', band: 'hot' }, received(), PLAN],
    ['no SLA matches', { touch: 'webinar', band: 'warm' }, received(), aPlan({ slas: PLAN.slas.slice(0, 1) })],
  ] as const)('changes nothing when %s', (_, features, stage, plan) => {
    const route = chooseRoute({ features, plan });
    expect(preferLastOwner(route, { stage, features }, plan)).toBe(route);
  });
});
