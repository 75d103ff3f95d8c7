import { describe, expect, it } from 'vitest';
import {
  findMatchingSla,
  findStrictestSla,
  type SlaSubject,
  slaOf,
} from '../../../shared/domain/follow-up/sla-of-lead.ts';
import type { RoutingDecision, Target } from '../../../shared/domain/lead/routing-decision.ts';
import { aHandoff } from '../../support/builders/handoff.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aPlan } from '../../support/builders/plan.ts';

const PLAN = aPlan();
const QUEUE: Target = { kind: 'queue', queue: 'catch-all', rule: 'otherwise' };
const HANDOFF = aHandoff({ firstResponseSeconds: 7200, warnSeconds: 600, acceptWithinSeconds: 9000 });

function teamTarget(sla: string): Target {
  const closed = { kind: 'hold' } as const;
  return { kind: 'team', team: 'sdr', rule: 'demo', sla, need: [], relax: [], priority: 'normal', closed };
}

function routed(...targets: readonly [Target, ...Target[]]): SlaSubject['routing'] {
  const route: RoutingDecision = { outcome: 'assign', rule: 'demo', layer: 'territory', passedOver: [], targets };
  return { plan: 1, at: minutesAfterMonday(10), target: 0, route };
}

function aSubject(overrides: Partial<SlaSubject> = {}): SlaSubject {
  return { features: { touch: 'webinar' }, touchpoints: [], ...overrides };
}
const demoAt = (minute: number) => ({ touch: 'demo_request', source: 'website', at: minutesAfterMonday(minute) });

describe('the SLA of a lead', () => {
  it('is the first row that matches it, before it is routed', () => {
    expect(slaOf(PLAN, aSubject({ features: { touch: 'demo_request' } })).sla).toBe('demo');
    expect(slaOf(PLAN, aSubject()).sla).toBe('rest');
  });

  it('is the one its routing names, for the target that is being tried', () => {
    expect(slaOf(PLAN, aSubject({ routing: routed(teamTarget('demo')) })).sla).toBe('demo');
    const second = routed(teamTarget('demo'), teamTarget('rest'));
    const routing = second && { ...second, target: 1 };
    expect(slaOf(PLAN, aSubject({ features: { touch: 'demo_request' }, routing })).sla).toBe('rest');
  });

  it('is the row that matches it while it is in a review queue, or was screened', () => {
    expect(slaOf(PLAN, aSubject({ routing: routed(QUEUE, teamTarget('demo')) })).sla).toBe('rest');
    const route: RoutingDecision = { outcome: 'close', reason: 'x', rule: 'x', layer: 'x', passedOver: [] };
    expect(slaOf(PLAN, aSubject({ routing: { plan: 1, at: MONDAY, target: 0, route } })).sla).toBe('rest');
  });

  it.each([
    ['since its routing', 11, 'demo'],
    ['at the moment of its routing', 10, 'rest'],
    ['before its routing', 9, 'rest'],
  ])('becomes stricter by a touchpoint %s, or not', (_, minute, sla) => {
    const touchpoints = [demoAt(minute)];
    expect(slaOf(PLAN, aSubject({ touchpoints, routing: routed(teamTarget('rest')) })).sla).toBe(sla);
  });

  it('never becomes looser by a touchpoint', () => {
    const touchpoints = [{ ...demoAt(11), touch: 'newsletter' }];
    expect(slaOf(PLAN, aSubject({ touchpoints, routing: routed(teamTarget('demo')) })).sla).toBe('demo');
  });

  it('is that of the handoff until it is over, with the ladder of the SLA it would otherwise have', () => {
    const lead = aSubject({ handoff: HANDOFF, routing: routed(teamTarget('demo')) });
    const expected = { sla: 'handoff', firstTouchSeconds: 7200, warnSeconds: 600 };
    expect(slaOf(PLAN, lead)).toEqual({ ...expected, ladder: 'hard' });
    expect(slaOf(PLAN, aSubject({ handoff: HANDOFF }))).toEqual({ ...expected, ladder: 'soft' });
    expect(slaOf(PLAN, { ...lead, handoff: { ...HANDOFF, state: 'accepted' } }).sla).toBe('handoff');
    expect(slaOf(PLAN, { ...lead, handoff: { ...HANDOFF, state: 'over' } }).sla).toBe('demo');
  });

  it('must exist: a plan whose rows match no lead is a defect', () => {
    const plan = aPlan({ slas: PLAN.slas.slice(0, 1) });
    expect(findMatchingSla(plan, aSubject())).toBeUndefined();
    expect(() => slaOf(plan, aSubject())).toThrow('no SLA row');
    expect(() => slaOf(plan, aSubject({ handoff: HANDOFF }))).toThrow('no SLA row');
  });
});

it('the strictest row counts the lead as it is and with each of its touchpoints', () => {
  const touches = [{ ...demoAt(1), touch: 'newsletter' }, demoAt(2)];
  expect(findStrictestSla(PLAN, aSubject(), touches)?.sla).toBe('demo');
  expect(findStrictestSla(PLAN, { features: { touch: 'demo_request' } }, touches.slice(0, 1))?.sla).toBe('demo');
  expect(findStrictestSla(PLAN, aSubject(), touches.slice(0, 1))?.sla).toBe('rest');
  const when = { kind: 'field', field: 'source', test: { op: 'in', values: ['website'] } } as const;
  const bySource = aPlan({ slas: [{ sla: 'site', when, firstTouchSeconds: 60, ladder: 'hard' }, ...PLAN.slas] });
  expect(findStrictestSla(bySource, aSubject(), touches)?.sla).toBe('site');
});
