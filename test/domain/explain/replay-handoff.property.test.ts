import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replayHandoff } from '../../../shared/domain/explain/replay-handoff.ts';
import { handOff, nextTeamOf } from '../../../shared/domain/handoff/handoff.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { transition } from '../../../shared/domain/lead/transition.ts';
import type { HandoffRule } from '../../../shared/domain/plan/handoff.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import { chooseRoute } from '../../../shared/domain/routing/route.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { anyFeatures, anyPlan, TEAMS } from '../routing/any-plan.ts';

const row: fc.Arbitrary<HandoffRule> = fc
  .record({
    field: fc.constantFrom('region', 'touch'),
    values: fc.subarray(['a', 'b', 'c', 'z']),
    to: fc.constantFrom(...TEAMS, 't-{region}', 't-{touch}'),
    need: fc.subarray(['language']),
    times: fc.integer({ min: 1, max: 3 }),
    otherwise: fc.constantFrom<HandoffRule['otherwise']>({ kind: 'queue', id: 'events' }, { kind: 'team', id: 't-d' }),
    days: fc.option(fc.constant(2), { nil: undefined }),
  })
  .map(({ field, values, to, need, times, otherwise, days }) => ({
    ...{ on: 'qualified', to, need, times, otherwise, firstTouchSeconds: 3600, acceptWithinSeconds: 7200 },
    ...(days !== undefined && { acceptWithinDays: days }),
    when: { kind: 'field', field, test: { op: 'in', values } },
  }));

/** A lead in work that its owner hands off, if a row of the plan takes it. */
function handedOff(plan: Plan, features: Lead['features']) {
  const routing = { plan: 1, at: MONDAY, route: chooseRoute({ features, plan }), target: 0 };
  const lead: Lead = { ...aLead('working'), features, routing };
  const next = nextTeamOf(lead, 'sdr', plan);
  if (!next) return undefined;
  const on = handOff(lead, { next, plan, version: 1, owner: 'kim', team: 'sdr', now: MONDAY });
  const { after, event } = transition(lead, {
    ...{ type: 'LeadHandedOff', data: { rep: 'kim', epoch: lead.epoch, team: next.team }, at: MONDAY, eventId: 'e' },
    ...on,
  });
  if (event.type !== 'LeadHandedOff') throw new Error('no hand-off');
  return { lead: JSON.parse(JSON.stringify(after)) as Lead, event };
}

describe('replaying a hand-off', () => {
  it('chooses the same team, terms and targets, for any plan and lead', () => {
    fc.assert(
      fc.property(anyPlan(), fc.array(row, { maxLength: 4 }), anyFeatures, (plan, handoff, features) => {
        const done = handedOff({ ...plan, handoff }, features);
        fc.pre(done !== undefined);
        if (!done) return;
        expect(replayHandoff({ ...done, features, plan: { ...plan, handoff } })).toEqual({ outcome: 'equal' });
      }),
      { numRuns: 300 },
    );
  });

  it('names the team when no row of the plan hands the lead off there', () => {
    fc.assert(
      fc.property(anyPlan(), row, anyFeatures, (plan, one, features) => {
        const done = handedOff({ ...plan, handoff: [one] }, features);
        fc.pre(done !== undefined);
        if (!done) return;
        expect(replayHandoff({ ...done, features, plan: { ...plan, handoff: [] } })).toEqual({
          outcome: 'different',
          difference: { field: 'handedOffTo', decided: done.event.data.team, replayed: undefined },
        });
      }),
    );
  });
});
