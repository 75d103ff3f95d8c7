import { expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import { aPlan } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const RECYCLING_BY_TOUCH = { kind: 'field', field: 'touch', test: { op: 'in', values: ['blog'] } } as const;

/** Demo requests are assigned on entry, everything else once its score reaches the 40 of `mql`. */
function anOffice() {
  const before = aPlan();
  const webinar = { kind: 'field', field: 'touch', test: { op: 'in', values: ['webinar'] } } as const;
  return aBaton({
    plan: {
      assignOn: { byTouch: { demo_request: 'entry' }, otherwise: 'mql' },
      beforeAssignment: { owner: 'mops', withinSeconds: 60 },
      recycling: { ...before.recycling, earlyIf: RECYCLING_BY_TOUCH },
      scoring: { ...before.scoring, behaviour: { max: 60, points: [{ when: webinar, add: 20 }] } },
      layers: [
        {
          layer: 'all',
          rules: [
            {
              rule: 'everybody',
              when: { kind: 'all', of: [] },
              then: {
                ...{ kind: 'assign', to: 'sdr', need: [], relax: [], priority: 'normal' },
                ...{ closed: { kind: 'hold' }, otherwise: { kind: 'queue', id: 'catch-all' } },
              },
            },
          ],
        },
      ],
    },
  });
}

const webinarOf = (name: string) => aDemoRequest(name, { touch: 'webinar' });

it('assigns a demo request on entry, and another lead once a touch lifts its score to mql', async () => {
  const baton = await anOffice();
  const demo = await baton.postOne(aDemoRequest('eve'));
  const id = await baton.postOne(webinarOf('ada'));
  await baton.advance(HOUR);
  expect((await baton.lead(demo)).stage).toMatchObject({ state: 'assigned' });
  expect(await baton.lead(id)).toMatchObject({
    accountable: 'mops',
    stage: { state: 'nurturing', track: 'before_mql', reason: 'below_mql' },
    routing: { route: { rule: 'everybody' } },
  });
  // What recycles other leads early does not make this one qualified.
  await baton.post(aDemoRequest('ada', { touch: 'blog' }));
  expect((await baton.lead(id)).stage.state).toBe('nurturing');
  await baton.advance(DAY);
  await baton.post(aDemoRequest('ada', { touch: 'webinar', message: 'again' }));
  await baton.advance(HOUR);
  expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', team: 'sdr' });
  await expectInvariants(baton);
});

it('assigns a lead that waits for its score as soon as it asks for a demo', async () => {
  const baton = await anOffice();
  const id = await baton.postOne(webinarOf('ada'));
  await baton.advance(HOUR);
  await baton.post(aDemoRequest('ada'));
  await baton.advance(HOUR);
  expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned' });
});

it('ends with a lead that never gets there, and holds none that a rep has had', async () => {
  const baton = await anOffice();
  const cold = await baton.postOne(webinarOf('ada'));
  const had = await baton.postOne(aDemoRequest('eve'));
  await baton.advance(HOUR);
  await answerAsOwner(baton, had, { answer: 'not_now', until: addSeconds(baton.now, 10 * DAY) });
  await baton.advance(10 * DAY + HOUR);
  expect(await baton.lead(had)).toMatchObject({ epoch: 2, stage: { state: 'assigned' }, score: { total: 0 } });
  await baton.advance(120 * DAY);
  expect((await baton.lead(cold)).stage).toMatchObject({ state: 'closed', outcome: 'exhausted' });
});
