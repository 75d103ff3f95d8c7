import { describe, expect, it } from 'vitest';
import {
  currentTargetOf,
  leadToAssignable,
  remainingTargetsOf,
  turnBandOf,
} from '../../../shared/domain/assignment/assignable.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import type { RoutingDecision, Target } from '../../../shared/domain/lead/routing-decision.ts';
import { aLead, type LeadStageName } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const QUEUE: Target = { kind: 'queue', queue: 'catch-all', rule: 'otherwise' };
type TeamTarget = Extract<Target, { kind: 'team' }>;

function target(overrides: Partial<TeamTarget> = {}): TeamTarget {
  return {
    ...{ kind: 'team', team: 'sdr', rule: 'demo', sla: 'demo', need: [], relax: [] },
    ...{ priority: 'normal', closed: { kind: 'hold' } },
    ...overrides,
  };
}

function aRoutedLead(
  targets: readonly [Target, ...Target[]],
  at: LeadStageName = 'queued',
  overrides: Partial<Lead> = {},
) {
  const route: RoutingDecision = { outcome: 'assign', rule: 'demo', layer: 'territory', passedOver: [], targets };
  return { ...aLead(at), routing: { plan: 1, at: MONDAY, target: 0, route }, ...overrides };
}

describe('the band in which a lead takes a turn', () => {
  const inTurn = { band: 'hot' };

  it('is that of its ledger', () => {
    expect(turnBandOf(inTurn, {})).toBe('hot');
  });

  it.each([
    ['is for one rep only', { only: 'kim' }, {}],
    ['is not charged', { charged: false as const }, {}],
    ['comes from an import list', { list: { source: 'fair' } }, {}],
    ['goes to a backup', {}, { asBackup: { for: 'kim' } }],
  ])('is none when it %s', (_, terms, placement) => {
    expect(turnBandOf({ ...inTurn, ...terms }, placement)).toBeUndefined();
  });
});

describe('a lead to be assigned', () => {
  it('needs what its target needs, with the values it has, and takes one slot', () => {
    const features = { band: 'hot', language: ['de', 'fr'], seats: 5 };
    const lead = aRoutedLead([target({ need: ['language', 'seats', 'colour'], relax: ['language'] })], 'queued', {
      features,
    });
    expect(leadToAssignable(lead)).toEqual({
      ...{ lead: lead.id, band: 'none', need: ['language', 'seats', 'colour'], relax: ['language'] },
      values: { language: ['de', 'fr'], seats: ['5'], colour: [] },
      ...{ previousHolders: [], hasOtherTeams: false, excluded: [], weight: 1 },
    });
  });

  it('fits a territory by each place it is in, finest first', () => {
    const features = { region: 'emea', country: 'DE', state: 'BY', territory: 'south' };
    const lead = aRoutedLead([target({ need: ['territory'] })], 'queued', { features });
    expect(leadToAssignable(lead).values).toEqual({ territory: ['south', 'BY', 'DE', 'emea'] });
  });

  it('needs nothing when it was never routed to this team', () => {
    const plain = { need: [], relax: [], values: {}, hasOtherTeams: false };
    expect(leadToAssignable(aLead('queued'))).toMatchObject(plain);
    expect(leadToAssignable(aRoutedLead([target({ team: 'ae', need: ['language'] })]))).toMatchObject(plain);
  });

  it('never goes to its owner, nor to who refused it, but its only rep may have held it before', () => {
    const only = target({ only: 'lea' });
    const lead = aRoutedLead([only], 'sought', { previousHolders: ['lea', 'max'], refusedBy: ['lea'] });
    expect(leadToAssignable(lead)).toMatchObject({ only: 'lea', previousHolders: ['max'], refusedBy: ['lea'] });
    expect(leadToAssignable(lead).excluded).toEqual(['kim']);
    const open = aRoutedLead([target()], 'queued', { previousHolders: ['lea'], refusedBy: ['lea'] });
    expect(leadToAssignable(open)).toMatchObject({ previousHolders: ['lea'], refusedBy: ['lea'], excluded: [] });
    expect(leadToAssignable(aRoutedLead([target()]))).not.toHaveProperty('refusedBy');
    expect(leadToAssignable(open)).not.toHaveProperty('only');
  });

  it('takes no turn and ignores caps when its target says so', () => {
    const free = leadToAssignable(aRoutedLead([target({ charged: false, capped: false })]));
    expect(free).toMatchObject({ charged: false, capped: false });
    const usual = leadToAssignable(aRoutedLead([target()]));
    expect([usual, 'charged' in usual, 'capped' in usual]).toEqual([usual, false, false]);
  });

  it('takes no slot from an import list, whose pace it keeps', () => {
    const lead = aRoutedLead([target()]);
    if (lead.stage.state !== 'waiting' || lead.stage.place !== 'team') throw new Error('it does not wait');
    const workItem = { ...lead.stage.workItem, importList: 'fair' };
    const listed = { ...lead, stage: { ...lead.stage, workItem } };
    expect(leadToAssignable(listed, { perRepPerDay: 5 })).toMatchObject({
      weight: 0,
      list: { source: 'fair', perDay: 5 },
    });
    expect(leadToAssignable(listed)).toMatchObject({ list: { source: 'fair', perDay: undefined } });
    expect(leadToAssignable(lead)).not.toHaveProperty('list');
  });

  it('has other teams only if one of the targets to come is a team', () => {
    expect(leadToAssignable(aRoutedLead([target(), QUEUE])).hasOtherTeams).toBe(false);
    expect(leadToAssignable(aRoutedLead([target(), target({ team: 'ae' }), QUEUE])).hasOtherTeams).toBe(true);
  });
});

it('the current target is the one of its team, and the remaining ones come after it', () => {
  const lead = aRoutedLead([target(), target({ team: 'ae' }), QUEUE]);
  expect(currentTargetOf(lead)).toEqual(target());
  expect(remainingTargetsOf(lead)).toEqual([target({ team: 'ae' }), QUEUE]);
  expect(currentTargetOf(aRoutedLead([QUEUE]))).toBeUndefined();
  const route: RoutingDecision = { outcome: 'close', reason: 'x', rule: 'x', layer: 'x', passedOver: [] };
  const screened = { ...lead, routing: { ...lead.routing, route } };
  expect([currentTargetOf(screened), remainingTargetsOf(screened)]).toEqual([undefined, []]);
  expect([currentTargetOf(aLead('queued')), remainingTargetsOf(aLead('queued'))]).toEqual([undefined, []]);
});

describe('a lead in the queue of a team that does the same work elsewhere', () => {
  const follow = { kind: 'wake', teams: ['amer', 'apac'], withinSeconds: 0, follows: true } as const;
  const inQueueOf = (team: string, closed: TeamTarget['closed'] = follow) => {
    const lead = aRoutedLead([target({ need: ['language'], only: 'kim', closed }), QUEUE]);
    if (lead.stage.state !== 'waiting' || lead.stage.place !== 'team') throw new Error('the lead is in no queue');
    return currentTargetOf({ ...lead, stage: { ...lead.stage, workItem: { ...lead.stage.workItem, team } } });
  };

  it('has the terms of its rule there, is for anybody, and may come back or go on', () => {
    expect(inQueueOf('amer')).toEqual(
      target({ team: 'amer', need: ['language'], closed: { ...follow, teams: ['sdr', 'apac'] } }),
    );
    expect(inQueueOf('sdr')).toMatchObject({ team: 'sdr', only: 'kim', closed: follow });
  });

  it('has none in a team that was only woken, nor in one that the rule does not name', () => {
    expect(inQueueOf('ae')).toBeUndefined();
    expect(inQueueOf('amer', { kind: 'wake', teams: ['amer'], withinSeconds: 0 })).toBeUndefined();
  });
});
