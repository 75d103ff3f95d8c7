import { describe, expect, it } from 'vitest';
import type { LeadSnapshot } from '../../../cli/demo/expected-path.ts';
import { computeRunFigures, firstResponseOf, spreadOf } from '../../../cli/demo/figures.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { EventType, LeadEvent } from '../../../shared/domain/lead/events.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const ROBOT = { kind: 'system' } as const;
const PERSON = { kind: 'person', id: 'kim' } as const;

/** A lead received on Monday morning with these events, each this many seconds later. */
function seenWith(
  events: readonly (readonly [EventType, number, LeadEvent['actor']?])[],
  lead: Partial<Lead> = {},
): LeadSnapshot {
  const timeline = events.map(
    ([type, seconds, actor = ROBOT], index) =>
      ({ type, at: addSeconds(MONDAY, seconds), actor, seq: index + 1, data: {} }) as unknown as LeadEvent,
  );
  return { lead: { ...aLead(), receivedAt: MONDAY, ...lead }, timeline };
}

describe('spreadOf', () => {
  it.each([
    [[4], { leads: 1, median: 4, p95: 4 }],
    [[3, 1, 2], { leads: 3, median: 2, p95: 3 }],
    [[1, 2, 3, 10], { leads: 4, median: 2.5, p95: 10 }],
    [[5, undefined, 7], { leads: 2, median: 6, p95: 7 }],
  ])('of %j', (values, spread) => {
    expect(spreadOf(values)).toEqual(spread);
  });

  it('takes the nearest rank for the 95th percentile', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(spreadOf(hundred)).toMatchObject({ median: 50.5, p95: 95 });
  });

  it('is undefined without values', () => {
    expect(spreadOf([])).toBeUndefined();
    expect(spreadOf([undefined])).toBeUndefined();
  });
});

describe('firstTouchOf', () => {
  it.each<[string, EventType, LeadEvent['actor'], boolean]>([
    ['a first response', 'FirstResponseMade', PERSON, true],
    ['a qualification', 'LeadQualified', PERSON, true],
    ['a rep who closes it', 'LeadClosed', PERSON, true],
    ['a rep who postpones it', 'LeadNurtured', PERSON, true],
    ['a test lead closed by the system', 'LeadClosed', ROBOT, false],
    ['a cold lead moved to nurture', 'LeadNurtured', ROBOT, false],
    ['a rep who declines', 'LeadDeclined', PERSON, false],
  ])('%s', (_, type, actor, isTouch) => {
    expect(firstResponseOf(seenWith([[type, 1, actor]]).timeline) !== undefined).toBe(isTouch);
  });
});

describe('figuresOf', () => {
  const run = [
    seenWith(
      [
        ['LeadReceived', 0],
        ['LeadAssigned', 2],
        ['FirstResponseMade', 10, PERSON],
      ],
      {
        submittedAt: addSeconds(MONDAY, -1),
      },
    ),
    seenWith(
      [
        ['LeadReceived', 0],
        ['LeadFellBack', 1],
        ['LeadAssigned', 4],
        ['SlaBreached', 20],
        ['LeadAssigned', 25],
        ['FirstResponseMade', 30, PERSON],
      ],
      { reassignments: 1 },
    ),
    seenWith([
      ['LeadReceived', 0],
      ['LeadAssigned', 6],
      ['SlaBreached', 30],
    ]),
    seenWith([['LeadReceived', 0]]),
  ];
  const figures = computeRunFigures(run);

  it('counts speed-to-lead from the submission, the first owner from receipt', () => {
    expect(figures.speedToLead).toEqual({ leads: 2, median: 20.5, p95: 30 });
    expect(figures.timeToOwner).toEqual({ leads: 3, median: 4, p95: 6 });
  });

  it('counts attainment as leads answered before any breach, of those answered or breached', () => {
    expect(figures.attainment).toEqual({ respondedInTime: 1, of: 3 });
  });

  it('counts reassignments, fallbacks and gaps', () => {
    expect(figures).toMatchObject({ reassignments: 1, fallbacks: 1, gaps: 0 });
  });

  it('counts a lead as recovered only if it qualified after the last recycling', () => {
    const lives: readonly (readonly EventType[])[] = [
      ['LeadReceived', 'LeadNurtured', 'LeadRecycled', 'LeadAssigned', 'LeadQualified'],
      ['LeadReceived', 'LeadQualified', 'LeadNurtured', 'LeadRecycled', 'LeadAssigned'],
      ['LeadReceived', 'FirstResponseMade'],
    ];
    const seen = lives.map((life) => seenWith(life.map((type, index) => [type, index, PERSON])));
    expect(computeRunFigures(seen).recycling).toEqual({ returned: 2, recovered: 1 });
  });

  it('counts ends, most first', () => {
    const leads = [aLead('closed'), aLead('working'), aLead('parked'), aLead('working')];
    expect(computeRunFigures(leads.map((lead) => ({ lead, timeline: [] }))).finalStates).toEqual([
      { end: 'working', leads: 2 },
      { end: 'closed: converted', leads: 1 },
      { end: 'waiting: catch-all', leads: 1 },
    ]);
  });
});
