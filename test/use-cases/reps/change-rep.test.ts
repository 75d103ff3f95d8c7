import { expect, it } from 'vitest';
import { changeRep } from '../../../shared/use-cases/reps/change-rep.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';
import { aPlan } from '../../support/builders/plan.ts';

const PRICING = { kind: 'field', field: 'touch', test: { op: 'in', values: ['pricing_page'] } } as const;

it('keeps the tighter deadline from a touchpoint when the owner’s settings change', async () => {
  const [last] = aPlan().slas.slice(-1);
  if (!last) throw new Error('a plan has an SLA');
  const slas = [
    { ...last, sla: 'pricing', when: PRICING, firstTouchSeconds: 60, warnSeconds: undefined },
    ...aPlan().slas,
  ];
  const { scoring } = aPlan();
  const points = [...scoring.behaviour.points, { when: PRICING, add: 50 }];
  const baton = await aBaton({ plan: { slas, scoring: { ...scoring, behaviour: { max: 60, points } } } });
  const id = await baton.postOne(aDemoRequest());
  await baton.post(aDemoRequest('ada', { touch: 'pricing_page' }));
  const before = await baton.lead(id);
  expect(before.stage).toMatchObject({ state: 'assigned', sla: 'pricing' });

  const owner = await baton.deps.reps.get(before.accountable ?? '');
  if (!owner) throw new Error('the owner is known');
  await changeRep({ ...owner, cap: { open: 5 }, version: owner.version + 1 }, baton.now, baton.deps);
  expect((await baton.lead(id)).stage).toEqual(before.stage);
});
