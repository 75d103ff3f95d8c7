import { describe, expect, it } from 'vitest';
import {
  decideNextTarget,
  hasLimitedWait,
  type UnassignedOutcome,
} from '../../../shared/domain/assignment/next-target.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import type { RoutingDecision, Target } from '../../../shared/domain/lead/routing-decision.ts';
import type { ClosedPolicy } from '../../../shared/domain/plan/rule.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const at = (minutes: number) => addSeconds(MONDAY, 60 * minutes);
const QUEUE: Target = { kind: 'queue', queue: 'catch-all', rule: 'otherwise' };

function target(closed: ClosedPolicy = { kind: 'hold' }): Target {
  return {
    ...{ kind: 'team', team: 'sdr', rule: 'demo', sla: 'demo', need: ['language'], relax: ['language'] },
    ...{ priority: 'high', closed },
  };
}

interface Options {
  readonly since?: number;
  readonly fallBackAt?: number;
  readonly because?: string;
  readonly dueAt?: number;
  readonly importList?: string;
  readonly targets?: readonly [Target, ...Target[]];
}

/** A lead in the queue of `sdr`, due at once, whose team has it until the second hour. */
function aWaitingLead(options: Options = {}): Lead {
  const {
    since = 0,
    fallBackAt = 120,
    because = 'queued',
    dueAt = 0,
    importList,
    targets = [target(), QUEUE],
  } = options;
  const route: RoutingDecision = { outcome: 'assign', rule: 'demo', layer: 'territory', passedOver: [], targets };
  return {
    ...aLead('queued'),
    dueAt: at(dueAt),
    routing: { plan: 1, at: MONDAY, target: 0, route },
    stage: {
      ...{ state: 'waiting', place: 'team', because, lookAgainAt: at(dueAt), accountable: 'mia' },
      workItem: { team: 'sdr', priority: 'high', since: at(since), ...(importList && { importList }) },
      fallBackAt: at(fallBackAt),
    },
  };
}

function decide(lead: Lead, because: UnassignedOutcome['because'], unplaced: Partial<UnassignedOutcome> = {}) {
  return decideNextTarget(lead, { lead: lead.id, team: 'sdr', because, now: MONDAY, ...unplaced });
}
const hold = (minutes: number) => ({ kind: 'hold', until: at(minutes) });
const MOVE_ON = { kind: 'move', target: QUEUE, index: 1 };

describe('a lead that nobody in its team will ever take', () => {
  it('moves to the next target of its route, and after the last one to the catch-all queue', () => {
    expect(decide(aWaitingLead(), 'nobody_ever')).toEqual(MOVE_ON);
    const last = aWaitingLead({ targets: [target()] });
    expect(decide(last, 'nobody_ever')).toEqual({ kind: 'move', target: undefined, index: 1 });
    expect(decide({ ...last, routing: undefined }, 'nobody_ever')).toMatchObject({ target: undefined, index: 1 });
  });
});

describe('a lead whose team is full', () => {
  it.each([
    ['after a quarter of an hour at first', { since: 0 }, 15],
    ['after as long as it has waited', { since: -30 }, 30],
    ['after an hour at most', { since: -90 }, 60],
    ['when the team’s time is up, if that is sooner', { fallBackAt: 10 }, 10],
  ])('is tried again %s', (_, options, minutes) => {
    expect(decide(aWaitingLead(options), 'all_full')).toEqual(hold(minutes));
  });

  it('is tried again when somebody comes on shift, if that is sooner', () => {
    expect(decide(aWaitingLead(), 'all_full', { opensAt: at(5) })).toEqual(hold(5));
  });

  it('moves on once the team’s time is up', () => {
    expect(decide(aWaitingLead({ fallBackAt: 0 }), 'all_full')).toEqual(MOVE_ON);
  });

  it('is left alone while it already waits for the same reason, with a date no later', () => {
    const lead = aWaitingLead({ because: 'all_full', dueAt: 10 });
    expect(decide(lead, 'all_full')).toEqual({ kind: 'leave_alone' });
    expect(decide({ ...lead, dueAt: at(15) }, 'all_full')).toEqual({ kind: 'leave_alone' });
    expect(decide({ ...lead, dueAt: at(16) }, 'all_full')).toEqual(hold(15));
    expect(decide({ ...lead, dueAt: MONDAY }, 'all_full')).toEqual(hold(15));
    expect(decide({ ...lead, dueAt: undefined }, 'all_full')).toEqual(hold(15));
    expect(decide(lead, 'all_closed', { opensAt: at(15) })).toEqual(hold(15));
  });

  it('is left alone while another owner is being sought until a date no later', () => {
    const sought = { ...aLead('sought'), dueAt: at(1) };
    expect(decide(sought, 'all_full')).toEqual({ kind: 'leave_alone' });
    expect(decide({ ...aLead('assigned'), dueAt: at(1) }, 'all_full')).toEqual(hold(15));
  });
});

describe('a lead whose team is closed', () => {
  it('waits until somebody comes on shift, however long, or moves on if nobody will', () => {
    expect(decide(aWaitingLead({ fallBackAt: 10 }), 'all_closed', { opensAt: at(900) })).toEqual(hold(900));
    expect(decide(aWaitingLead(), 'all_closed')).toEqual(MOVE_ON);
  });

  it('waits a limited time when somebody is at work but full, or only the one who may have it is off', () => {
    const opensAt = at(900);
    expect(decide(aWaitingLead(), 'all_closed', { opensAt, fullAtWork: true })).toEqual(hold(15));
    expect(decide(aWaitingLead(), 'all_closed', { opensAt, teamAtWork: true })).toEqual(MOVE_ON);
    expect(decide(aWaitingLead(), 'all_closed', { teamAtWork: true })).toEqual(MOVE_ON);
    expect(decide(aWaitingLead(), 'all_closed', { opensAt: at(120), teamAtWork: true })).toEqual(hold(15));
  });

  it('wakes the team its rule names, unless its own opens within the limit', () => {
    const lead = aWaitingLead({ targets: [target({ kind: 'wake', teams: ['ae'], withinSeconds: 600 }), QUEUE] });
    const woken = {
      ...{ kind: 'team', team: 'ae', rule: 'demo', sla: 'demo', priority: 'high' },
      ...{ need: [], relax: [], closed: { kind: 'hold' } },
    };
    const wake = { team: 'ae', freeAt: MONDAY };
    expect(decide(lead, 'all_closed', { opensAt: at(11), wake })).toEqual({ kind: 'move', target: woken, index: 0 });
    expect(decide(lead, 'all_closed', { wake })).toEqual({ kind: 'move', target: woken, index: 0 });
    expect(decide(lead, 'all_closed', { opensAt: at(10), wake })).toEqual(hold(10));
    expect(decide(lead, 'all_full', { wake })).toEqual(hold(15));
    expect(decide(lead, 'all_closed', { opensAt: at(11) })).toEqual(hold(11));
  });

  it('waits for whichever opens first, its own team or the one to wake', () => {
    const lead = aWaitingLead({ targets: [target({ kind: 'wake', teams: ['ae'], withinSeconds: 600 }), QUEUE] });
    const freeIn = (minutes: number) => ({ team: 'ae', freeAt: at(minutes) });
    expect(decide(lead, 'all_closed', { opensAt: at(300), wake: freeIn(90) })).toEqual(hold(90));
    expect(decide(lead, 'all_closed', { opensAt: at(300), wake: freeIn(900) })).toEqual(hold(300));
    expect(decide(lead, 'all_closed', { wake: freeIn(900) })).toEqual(hold(900));
  });

  it('moves on at once when everybody who fits is away for longer than it may wait', () => {
    expect(decide(aWaitingLead(), 'all_away')).toEqual(MOVE_ON);
  });
});

describe('a lead of an import list', () => {
  const lead = aWaitingLead({
    ...{ importList: 'fair-2026', fallBackAt: 0 },
    targets: [target({ kind: 'wake', teams: ['ae'], withinSeconds: 0 }), QUEUE],
  });

  it('waits without limit, and wakes nobody', () => {
    expect(decide(lead, 'all_full', { opensAt: at(5) })).toEqual(hold(60));
    expect(decide(lead, 'all_closed', { opensAt: at(900) })).toEqual(hold(900));
    expect(decide(lead, 'all_closed')).toEqual(hold(60));
  });
});

it('only a wait for a team that is at work is limited', () => {
  const waits = [
    { because: 'all_full' },
    { because: 'all_closed', fullAtWork: true },
    { because: 'all_closed', teamAtWork: true },
    { because: 'all_closed' },
  ] as const;
  const limited = waits.map((wait) => hasLimitedWait({ lead: 'lead_1', team: 'sdr', now: MONDAY, ...wait }));
  expect(limited).toEqual([true, true, true, false]);
});
