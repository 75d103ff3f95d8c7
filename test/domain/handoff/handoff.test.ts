import { describe, expect, it } from 'vitest';
import { acceptTermsOf, endHandoff, handOff, nextTeamOf } from '../../../shared/domain/handoff/handoff.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import type { HandoffRule } from '../../../shared/domain/plan/handoff.ts';
import { aHandoff } from '../../support/builders/handoff.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aPlan, aTeam } from '../../support/builders/plan.ts';

const RULE: HandoffRule = {
  ...{ on: 'qualified', to: 'ae', need: [], firstTouchSeconds: 3600, acceptWithinSeconds: 7200, times: 2 },
  otherwise: { kind: 'queue', id: 'catch-all' },
};
const ON_OFFER = aHandoff({ firstResponseSeconds: 3600, acceptWithinSeconds: 7200 });

const planWith = (...handoff: readonly HandoffRule[]) => aPlan({ handoff });
const inWork = (more: Partial<Lead> = {}): Lead => ({ ...aLead('working'), ...more });

describe('the next team of a qualified lead', () => {
  it('is that of the first row that matches and names an existing team', () => {
    const hot = { kind: 'field', field: 'band', test: { op: 'in', values: ['hot'] } } as const;
    const cold = { kind: 'field', field: 'band', test: { op: 'in', values: ['cold'] } } as const;
    const rows = [
      { ...RULE, when: cold, to: 'x' },
      { ...RULE, to: 'ae-{region}' },
      { ...RULE, when: hot },
    ];
    const plan = aPlan({ handoff: rows, teams: { ...aPlan().teams, 'ae-emea': aTeam({ id: 'ae-emea' }) } });
    expect(nextTeamOf(inWork({ features: { band: 'hot', region: 'EMEA' } }), 'sdr', plan)?.team).toBe('ae-emea');
    expect(nextTeamOf(inWork({ features: { band: 'hot', region: 'apac' } }), 'sdr', plan)?.team).toBe('ae');
    expect(nextTeamOf(inWork({ features: { band: 'warm' } }), 'sdr', plan)).toBeUndefined();
  });

  it('is undefined for an owner already in it, for a lead being handed off, and after the maximum number of returns', () => {
    const plan = planWith(RULE);
    expect(nextTeamOf(inWork(), 'ae', plan)).toBeUndefined();
    for (const state of ['offered', 'accepted'] as const)
      expect(nextTeamOf(inWork({ handoff: { ...ON_OFFER, state } }), 'sdr', plan)).toBeUndefined();
    const back = { ...ON_OFFER, state: 'over', returns: 2 } as const;
    expect(nextTeamOf(inWork({ handoff: back }), 'sdr', plan)).toBeUndefined();
    expect(nextTeamOf(inWork({ handoff: { ...back, returns: 1 } }), 'sdr', plan)?.team).toBe('ae');
  });

  it('is available again in the next cycle, however many returns the previous one had', () => {
    const back = { ...ON_OFFER, state: 'over', returns: 2 } as const;
    const rested = inWork({ handoff: back, nurtureCounts: { no_budget: 1 } });
    expect(nextTeamOf(rested, 'sdr', planWith(RULE))?.team).toBe('ae');
    expect(endHandoff(rested)).toMatchObject({ returns: 0, cycle: 1 });
  });
});

describe('a lead that is handed off', () => {
  it('can still be explained as before: by what was kept, or by the list where it was stored', () => {
    const plan = planWith(RULE);
    const hand = (routing: Lead['routing']) =>
      handOff(inWork({ routing }), {
        ...{ next: { team: 'ae', rule: RULE }, plan, version: 3, owner: 'kim', team: 'sdr', now: MONDAY },
      }).patch.routing;
    const route = { rule: 'demo', layer: 'territory', outcome: 'close', reason: 'x' } as const;
    const routing = { plan: 2, at: MONDAY, target: 0, route };
    expect(hand({ ...routing, featuresKept: 7 })).toMatchObject({ plan: 2, featuresKept: 7, route: { rule: 'demo' } });
    expect(hand(routing)).not.toHaveProperty('featuresKept');
    expect(hand(routing)?.route).not.toHaveProperty('passedOver');
    const passedOver = [{ rule: 'big', because: 'no_team' }] as const;
    expect(hand({ ...routing, route: { ...route, passedOver } })?.route).toMatchObject({ passedOver });
    expect(hand(undefined)?.route).toMatchObject({ rule: 'handoff', passedOver: [] });
  });

  it('keeps the rule that brought it in, and has the targets of the handoff rule', () => {
    const lead = inWork();
    const plan = aPlan({ teams: { ...aPlan().teams, ae: aTeam({ id: 'ae', manager: 'ana', backup: 'sdr' }) } });
    const rule = { ...RULE, otherwise: { kind: 'team', id: 'sdr' } } as const;
    const on = handOff(lead, { next: { team: 'ae', rule }, plan, version: 3, owner: 'kim', team: 'sdr', now: MONDAY });
    expect(on.patch.routing).toMatchObject({
      ...{ plan: 3, target: 0 },
      route: {
        outcome: 'assign',
        targets: [{ team: 'ae', priority: 'high' }, { team: 'sdr' }, { queue: 'catch-all' }],
      },
    });
    expect(on.stage).toMatchObject({ place: 'team', accountable: 'ana', because: 'handed_off' });
  });

  it('credits each owner once, with the latest time', () => {
    const earlier = { rep: 'kim', team: 'sdr', at: '2026-11-01T00:00:00.000Z' };
    const lead = inWork({ credited: [earlier, { ...earlier, rep: 'lou' }] });
    const next = { team: 'ae', rule: RULE };
    const on = handOff(lead, { next, plan: aPlan(), version: 1, owner: 'kim', team: 'sdr', now: MONDAY });
    expect(on.patch.credited?.map(({ rep, at }) => [rep, at])).toEqual([
      ['lou', earlier.at],
      ['kim', MONDAY],
    ]);
  });

  it('must be accepted by its new owner, but not by the rep who handed it off', () => {
    const lead = inWork({ handoff: ON_OFFER });
    expect(acceptTermsOf(lead, 'abe')).toEqual({ acceptWithinSeconds: 7200 });
    expect(acceptTermsOf(lead, 'kim')).toEqual({});
    expect(acceptTermsOf(inWork({ handoff: { ...ON_OFFER, state: 'accepted' } }), 'abe')).toEqual({});
  });
});
