import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_TYPES, type EventType } from '../../../shared/domain/lead/events.ts';
import type { LeadState } from '../../../shared/domain/lead/stage.ts';
import {
  applyEvent,
  canHappen,
  type LifecycleState,
  lifecycleStateOf,
  replayTimeline,
  TRANSITIONS,
} from '../../../shared/domain/lead/transitions.ts';
import { anEvent } from '../../support/builders/event.ts';
import { aLeadsTransitions } from '../../support/builders/lead.ts';
import { LATER_EVENTS, simulateHistory } from './random-walk.ts';

/** x: may happen. Columns: no lead yet, received, waiting, assigned, working, nurturing, closed. */
const TABLE = `
                    nothing received waiting assigned working nurturing closed
LeadReceived           x       .        .       .        .        .        .
TouchpointAdded            .       x        x       x        x        x        .
RoutingRetried         .       x        .       .        .        .        .
LeadRouted             .       x        .       .        .        .        .
LeadScreened           .       x        .       .        .        .        .
LeadNurtured           .       x        .       x        x        x        .
LeadRecycled           .       .        .       .        .        x        .
LeadReconsidered       .       .        x       .        .        .        .
AccountDecided         .       x        x       x        x        x        .
LeadHeld               .       .        x       x        .        .        .
SurgeBegan             .       .        x       x        .        .        .
SurgeEnded             .       .        x       x        .        .        .
LeadFellBack           .       .        x       x        .        .        .
LeadSentToQueue        .       x        x       x        x        x        .
ReviewDue              .       .        x       .        .        .        .
LeadAssigned           .       x        x       x        x        x        .
RepNotified            .       .        .       x        .        .        .
RepNotReached          .       .        .       x        .        .        .
SlaWarned              .       .        .       x        .        .        .
SlaBreached            .       .        .       x        .        .        .
LeadEscalated          .       .        .       x        .        .        .
ReassignmentSought     .       .        .       x        .        .        .
DeadlineMoved          .       .        .       x        x        .        .
FirstResponseMade         .       .        .       x        .        .        .
LeadWorked             .       .        .       .        x        .        .
ContactNoted           .       x        x       x        x        x        .
LeadQualified          .       .        .       x        x        .        .
LeadHandedOff          .       .        .       x        x        .        .
HandoffAccepted        .       .        .       x        .        .        .
HandoffReturned        .       .        .       x        .        .        .
IncumbentOwnerReported          .       x        x       x        x        x        .
DealMoved              .       x        x       x        x        x        .
AttemptDue             .       .        .       .        x        .        .
LeadWentQuiet          .       .        .       .        x        .        .
LeadDeclined           .       .        .       x        x        .        .
LeadMisrouted          .       .        .       x        x        .        .
CreditReviewed         .       x        x       x        x        x        x
LeadReleased           .       .        .       x        x        .        .
LeadClosed             .       x        x       x        x        x        .
LeadForgotten          .       x        x       x        x        x        x
ContactForbidden       .       x        x       x        x        x        .
`;

const [states = [], ...rows] = TABLE.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));
const cells = rows.flatMap(([event, ...marks]) =>
  states.map((state, column) => ({ event: event as EventType, state, may: marks[column] === 'x' })),
);

function standing(state: LeadState): LifecycleState {
  const owned = state === 'assigned' || state === 'working';
  const place = owned ? { owner: 'kim', team: 'sdr' } : {};
  return { state, version: 4, epoch: 1, previousHolders: [], reassignments: 0, nurtureCounts: {}, ...place };
}

describe('the transition table', () => {
  it('has a row for every event', () => {
    expect(rows.map(([event]) => event)).toEqual([...EVENT_TYPES]);
    expect(Object.keys(TRANSITIONS)).toEqual([...EVENT_TYPES]);
  });

  it.each(cells)('$event to a lead in $state: $may', ({ event, state, may }) => {
    const before = state === 'nothing' ? undefined : standing(state as LeadState);
    expect(canHappen(event, before?.state)).toBe(may);
    const apply = () => applyEvent(before, anEvent(event, { seq: (before?.version ?? 0) + 1 }));
    if (may) expect(apply().version).toBe((before?.version ?? 0) + 1);
    else expect(apply).toThrow(`${event} cannot happen`);
  });

  it('lets nothing happen to a closed lead but the erasure of its person, and the review of a turn it once took', () => {
    expect(EVENT_TYPES.filter((type) => canHappen(type, 'closed'))).toEqual(['CreditReviewed', 'LeadForgotten']);
  });
});

describe('replaying a timeline', () => {
  it('of nothing is nothing', () => {
    expect(replayTimeline([])).toBeUndefined();
  });

  it('rebuilds the state of a lead after every transition of any history', () => {
    const seen = new Set<EventType>();
    fc.assert(
      fc.property(fc.array(fc.nat(9999), { maxLength: 40, size: 'max' }), (choices) => {
        const steps = simulateHistory(choices);
        const events = steps.map(({ event }) => event);
        for (const event of events) seen.add(event.type);
        for (const [index, { after }] of steps.entries())
          expect(replayTimeline(events.slice(0, index + 1))).toEqual(lifecycleStateOf(after));
      }),
      { numRuns: 800, seed: 20261123 },
    );
    expect([...seen].sort()).toEqual(['LeadReceived', ...LATER_EVENTS].sort());
  });

  it('rejects a timeline with a gap, a duplicate event or one out of order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 4, maxLength: 20 }), fc.nat(), (choices, where) => {
        const events = simulateHistory(choices).map(({ event }) => event);
        fc.pre(events.length > 2);
        const at = where % (events.length - 1);
        expect(() => replayTimeline(events.toSpliced(at, 1))).toThrow();
        expect(() => replayTimeline(events.toSpliced(at, 0, ...events.slice(at, at + 1)))).toThrow();
        expect(() => replayTimeline(events.toSpliced(at, 2, ...events.slice(at, at + 2).reverse()))).toThrow();
      }),
      { numRuns: 50, seed: 20261123 },
    );
  });

  it('records every holder once, oldest first', () => {
    const events = aLeadsTransitions('assigned').map(({ event }) => event);
    const assign = (rep: string, epoch: number) =>
      anEvent('LeadAssigned', { seq: epoch + 2, data: { rep, epoch, placedBy: 'system' } });
    const told = replayTimeline([...events, assign('lou', 2), assign('kim', 3), assign('ann', 4)]);
    expect(told?.previousHolders).toEqual(['kim', 'lou']);
    expect(told?.owner).toBe('ann');
  });

  it('counts a reassignment when the system takes the lead from a rep, not when a person does or nobody had it', () => {
    const events = aLeadsTransitions('assigned').map(({ event }) => event);
    expect(replayTimeline(events)?.reassignments).toBe(0);
    const next = (placedBy: 'system' | 'person') =>
      anEvent('LeadAssigned', { seq: 4, data: { rep: 'lou', epoch: 2, placedBy } });
    expect(replayTimeline([...events, next('system')])?.reassignments).toBe(1);
    expect(replayTimeline([...events, next('person')])?.reassignments).toBe(0);
  });
});
