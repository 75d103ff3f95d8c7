import { describe, expect, it } from 'vitest';
import {
  buildReceivedStage,
  buildReleasedStage,
  buildReviewQueueStage,
  buildWaitingStage,
  fallBackAtOf,
} from '../../../shared/domain/follow-up/queue-stages.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import type { Target } from '../../../shared/domain/lead/routing-decision.ts';
import { chooseRoute } from '../../../shared/domain/routing/route.ts';
import { individualCheckAt } from '../../../shared/domain/sources/import-list.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aPlan } from '../../support/builders/plan.ts';

const PLAN = aPlan();
const LEAD = aLead('received');
const LISTED: Lead = { ...LEAD, importList: { source: 'fair-2026', ownTurn: true } };
const SDR: Target = {
  ...{ kind: 'team', team: 'sdr', rule: 'demo', sla: 'demo', need: [], relax: [] },
  ...{ priority: 'high', closed: { kind: 'hold' } },
};
const AT_CATCH_ALL = {
  ...{ state: 'waiting', place: 'queue', queue: 'catch-all', because: 'queued', accountable: 'dana' },
  lookAgainAt: addSeconds(MONDAY, 7 * 24 * 3600),
};

describe('a lead that waits at a target of its route', () => {
  const wait = (lead: Lead, target: Target) =>
    buildWaitingStage(lead, PLAN, { target, now: MONDAY, because: 'queued' });

  it('is in the team’s queue until the time for a first response is over, and the manager is accountable', () => {
    expect(wait(LEAD, SDR)).toEqual({
      ...{ state: 'waiting', place: 'team', because: 'queued', accountable: 'mia' },
      workItem: { team: 'sdr', priority: 'high', since: MONDAY },
      lookAgainAt: addSeconds(MONDAY, 60),
      fallBackAt: addSeconds(MONDAY, 3600),
    });
  });

  it('is in the queue of its import list, and looked at by itself only days later', () => {
    expect(wait(LISTED, SDR)).toMatchObject({
      workItem: { team: 'sdr', importList: 'fair-2026' },
      lookAgainAt: individualCheckAt(LISTED.id, MONDAY),
    });
  });

  it('is in a review queue, whose owner is accountable', () => {
    expect(wait(LEAD, { kind: 'queue', queue: 'catch-all', rule: 'otherwise' })).toEqual(AT_CATCH_ALL);
  });

  it('fails at a team or a queue that the plan does not define', () => {
    expect(() => wait(LEAD, { ...SDR, team: 'gone' })).toThrow('team gone');
    expect(() => wait(LEAD, { kind: 'queue', queue: 'gone', rule: 'x' })).toThrow('does not define');
  });
});

it('a review queue is the plan’s last one unless another is named', () => {
  expect(buildReviewQueueStage(PLAN, { now: MONDAY, because: 'queued' })).toEqual(AT_CATCH_ALL);
  const queues = { ...PLAN.queues, odd: { id: 'odd', owner: 'ana', reviewSeconds: 60 } };
  expect(buildReviewQueueStage(aPlan({ queues }), { queue: 'odd', now: MONDAY, because: 'x' })).toMatchObject({
    ...{ queue: 'odd', accountable: 'ana', lookAgainAt: addSeconds(MONDAY, 60) },
  });
});

describe('a lead that its owner gave up', () => {
  const release = (lead: Lead) =>
    buildReleasedStage(lead, PLAN, { team: 'sdr', now: MONDAY, because: 'declined', accountable: 'mia' });
  const route = { ...chooseRoute({ features: { touch: 'demo_request', band: 'hot' }, plan: PLAN }) };
  if (route.outcome !== 'assign') throw new Error('the route assigns nobody');
  const routed = (target: number): Lead => ({
    ...LEAD,
    routing: { plan: 1, at: MONDAY, target, route: { ...route, targets: [SDR, { ...SDR, priority: 'urgent' }] } },
  });

  it('is back in its team’s queue at the priority of its target', () => {
    expect(release(routed(0))).toEqual({
      ...{ state: 'waiting', place: 'team', because: 'declined', accountable: 'mia' },
      workItem: { team: 'sdr', priority: 'high', since: MONDAY },
      lookAgainAt: addSeconds(MONDAY, 60),
      fallBackAt: addSeconds(MONDAY, 3600),
    });
    expect(release(routed(1)).workItem.priority).toBe('urgent');
  });

  it('has a normal priority when it was never routed, or is at a review queue', () => {
    expect(release(LEAD).workItem.priority).toBe('normal');
    const parked = routed(0);
    const queue: Target = { kind: 'queue', queue: 'catch-all', rule: 'otherwise' };
    const routing = parked.routing && { ...parked.routing, route: { ...route, targets: [queue] as const } };
    expect(release({ ...parked, routing }).workItem.priority).toBe('normal');
  });

  it('stays in the queue of its import list', () => {
    expect(release(LISTED).workItem.importList).toBe('fair-2026');
  });
});

it('the time to fall back is the time for a first response under the lead’s SLA', () => {
  expect(fallBackAtOf(LEAD, PLAN, MONDAY)).toBe(addSeconds(MONDAY, 3600));
  expect(fallBackAtOf({ ...LEAD, features: { touch: 'webinar' } }, PLAN, MONDAY)).toBe(addSeconds(MONDAY, 24 * 3600));
});

it('a lead that goes back to routing is due as soon as a new one', () => {
  expect(buildReceivedStage(PLAN, MONDAY)).toEqual({
    ...{ state: 'received', attempts: 0, accountable: 'dana', routeBy: addSeconds(MONDAY, 60) },
  });
});
