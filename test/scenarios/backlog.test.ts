import { describe, expect, it } from 'vitest';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import { aPlan, aTeam } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, DAY, HOUR, postMany } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const MONDAY_EVENING = '2026-11-23T18:00:00.000Z';

/** A team with one slot per rep, and an SLA so long that nothing falls back in the meantime. */
function oneSlot(): Partial<Plan> {
  const slas = [{ sla: 'rest', firstTouchSeconds: 30 * DAY, ladder: 'soft' }];
  return { teams: { ...aPlan().teams, sdr: aTeam({ cap: { open: 1 } }) }, slas };
}

/** In the evening large companies wake team `ae`; the others wait for the morning. */
function wakesForLarge(): Partial<Plan> {
  const plan = aPlan();
  const [demo] = plan.layers[1]?.rules ?? [];
  if (demo?.then.kind !== 'assign') throw new Error('the plan has no demo rule');
  const large = { kind: 'field', field: 'employees', test: { op: 'in', values: ['1000+'] } } as const;
  const wake = { ...demo.then, closed: { kind: 'wake', teams: ['ae'], withinSeconds: 900 } as const };
  return {
    teams: { ...plan.teams, sdr: aTeam({ hours: 'office' }) },
    layers: [{ layer: 'only', rules: [{ rule: 'large', when: large, then: wake }, demo] }],
  };
}

describe.each([
  ['with everything on', {}],
  ['with the sweep alone', { events: false, doorbell: false, timers: false }],
])('a long queue that nobody can take from, %s', (_, switches) => {
  it('has a date for each of its leads and does not clog the sweep', async () => {
    const baton = await aBaton({ switches, plan: oneSlot(), reps: [{ id: 'ann' }] });
    await postMany(baton, 700, (index) => aDemoRequest(`cold${index}`));
    await baton.advance(2 * HOUR);
    expect(baton.sweepResults.slice(-30).filter(({ capped }) => capped).length).toBeLessThan(10);
    expect(baton.sweepResults.at(-1)?.mostOverdueSeconds).toBeLessThan(300);
    const events = [...baton.deps.world.timelines.values()].flat();
    expect(events.filter(({ type }) => type === 'LeadHeld').length).toBeLessThan(3500);
    await expectInvariants(baton);
  });

  it('does not stop a lead at the end of the queue from waking another team', async () => {
    const reps = [{ id: 'kim' }, { id: 'ana', teams: { ae: 1 } }];
    const baton = await aBaton({ start: MONDAY_EVENING, switches, plan: wakesForLarge(), reps });
    await postMany(baton, 40, (index) => aDemoRequest(`held${index}`));
    const id = await baton.postOne(aDemoRequest('large', { employees: '1000+' }));
    await baton.advance(300);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', owner: 'ana', team: 'ae' });
    await expectInvariants(baton);
  });
});
