import { describe, expect, it } from 'vitest';
import type { WorkSchedule } from '../../../shared/domain/business-hours/calendar.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { LeadEvent } from '../../../shared/domain/lead/events.ts';
import { countTimeline } from '../../../shared/domain/reporting/count-events.ts';
import { correctCoverage } from '../../../shared/domain/reporting/coverage.ts';
import { bucketsOf, quantileOf, RELATIVE_ERROR } from '../../../shared/domain/reporting/ddsketch.ts';
import { type CountingFacts, scheduleKeyOf } from '../../../shared/domain/reporting/facts.ts';
import { mergePostings } from '../../../shared/domain/reporting/posting.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import {
  assignToRep,
  closeLead,
  declineLead,
  makeFirstResponse,
  makeTransition,
  receiveLead,
  routeToTeam,
  sendToQueue,
} from '../../support/builders/moves.ts';
import { aCalendar, aPlan } from '../../support/builders/plan.ts';

const DAY = MONDAY.slice(0, 10);
const OFFICE: WorkSchedule = { calendar: aCalendar('09:00', '17:00'), zone: 'UTC', holidays: [], leaves: [] };

function factsOf(lead: Partial<CountingFacts['lead']> = {}): CountingFacts {
  return {
    lead: {
      version: 1,
      source: 'demo-form',
      test: false,
      receivedAt: MONDAY,
      features: {},
      guessedFields: [],
      ...lead,
    },
    plans: new Map([[1, aPlan()]]),
    schedules: new Map([[scheduleKeyOf('kim', 'sdr'), OFFICE]]),
  };
}

/** Counts these events and gives access to the cells with a counter of a name. */
function counted(events: readonly LeadEvent[], facts = factsOf()) {
  const timeline = countTimeline(events, facts);
  const postings = mergePostings(timeline.events.flatMap((event) => event.postings));
  const cells = postings.flatMap(({ to, counters }) => ('cell' in to ? [{ ...to.cell, counters }] : []));
  return {
    cells,
    flagged: timeline.events.flatMap(({ flagged }) => flagged ?? []),
    with: (name: string) => cells.filter(({ counters }) => counters[name] !== undefined),
  };
}

const start = receiveLead();
const inQueue = routeToTeam(start.after);
const owned = assignToRep(inQueue.after, { at: minutesAfterMonday(1) });

describe('counting a lead', () => {
  it('counts each figure where the lead was at the time', () => {
    const turn = aPlan().teams.sdr?.turn;
    const { cells } = counted([start.event, inQueue.event, owned.event]);
    const place = { day: DAY, source: 'demo-form', team: 'sdr', rule: 'demo', turn };
    expect(cells).toMatchObject([
      { day: DAY, source: 'demo-form', counters: { received: 1 } },
      { ...place, counters: { routed: 1, assigned: 1, assignedBySystem: 1 } },
    ]);
  });

  it('refuses to skip an event', () => {
    expect(() => countTimeline([inQueue.event], factsOf())).toThrow('would skip events');
  });

  it('counts a test lead only as a test', () => {
    const { cells } = counted([start.event, inQueue.event], factsOf({ test: true }));
    expect(cells).toEqual([{ day: DAY, source: 'demo-form', counters: { tests: 1 } }]);
  });

  it("measures speed-to-lead from the form's submission, and also in the owner's working time", () => {
    const touch = makeFirstResponse(owned.after, { at: addSeconds(MONDAY, 3600) });
    const submittedAt = addSeconds(MONDAY, -24 * 3600);
    const events = [start.event, inQueue.event, owned.event, touch.event];
    const [cell] = counted(events, factsOf({ submittedAt })).with('firstResponses');
    const median = (name: string) => quantileOf(bucketsOf(cell?.counters ?? {}, name), 0.5) ?? 0;
    expect(Math.abs(median('speed') / (25 * 3600) - 1)).toBeLessThan(RELATIVE_ERROR);
    // Eight hours of the previous day, and one of this day.
    expect(Math.abs(median('speedAtWork') / (9 * 3600) - 1)).toBeLessThan(RELATIVE_ERROR);
  });

  it('counts no clock for a rep who lost the lead before a response or a breach', () => {
    const refused = declineLead(owned.after);
    const end = closeLead(refused.after);
    const byManager = { ...end.event, actor: { kind: 'person', id: 'mia' } } as LeadEvent;
    const { with: having } = counted([start.event, inQueue.event, owned.event, refused.event, byManager]);
    expect(having('declined')).toHaveLength(1);
    expect(having('due')).toEqual([]);
    expect(having('firstResponses')).toEqual([]);
  });

  it('counts how an owner lost the lead, on the day they got it', () => {
    const tomorrow = addSeconds(MONDAY, 24 * 3600);
    const refused = declineLead(owned.after);
    const again = assignToRep(refused.after, { rep: 'lea', at: tomorrow });
    const moved = assignToRep(again.after, { rep: 'max', at: tomorrow, placedBy: 'person' });
    const events = [start, inQueue, owned, refused, again, moved].map(({ event }) => event);
    expect(counted(events).with('reassigned')).toMatchObject([
      { day: DAY, counters: { reassigned: 1, 'reassigned:declined': 1, declined: 1 } },
      { day: tomorrow.slice(0, 10), counters: { 'reassigned:by_hand': 1, wrong: 1 } },
    ]);
  });

  it('flags a misroute, by its reason, and counts it as wrong once', () => {
    const stage = { state: 'received', routeBy: minutesAfterMonday(9), attempts: 0, accountable: 'dana' } as const;
    const data = { rep: 'kim', epoch: 1, reason: 'territory' };
    const flag = makeTransition(owned.after, 'LeadMisrouted', { data, stage, patch: { previousHolders: ['kim'] } });
    const { with: having, flagged } = counted([start.event, inQueue.event, owned.event, flag.event]);
    expect(having('misrouted')).toMatchObject([{ counters: { misrouted: 1, 'misrouted:territory': 1, wrong: 1 } }]);
    expect(flagged).toEqual([
      { day: DAY, lead: start.after.id, seq: 4, rep: 'kim', reason: 'territory', team: 'sdr', rule: 'demo' },
    ]);
  });

  it('counts a lead that nobody could take as fallen back, and one taken from a rep as queued', () => {
    const nobody = sendToQueue(inQueue.after);
    expect(counted([start.event, inQueue.event, nobody.event]).with('fellBack')).toHaveLength(1);
    const queue = { queue: 'catch-all', because: 'reassign_limit', rep: 'kim' };
    const taken = { ...nobody.event, seq: 4, data: queue } as LeadEvent;
    const { with: having } = counted([start.event, inQueue.event, owned.event, taken]);
    expect(having('fellBack')).toEqual([]);
    expect(having('queued:reassign_limit')).toHaveLength(1);
  });

  it('counts coverage where the lead was first routed, as known now, and corrects it when more becomes known', () => {
    const events = [start.event, inQueue.event, owned.event];
    const turn = aPlan().teams.sdr?.turn;
    const first = countTimeline(
      events.slice(0, 2),
      factsOf({ version: 2, features: { country: 'DE' }, guessedFields: ['country'] }),
    );
    const account = { account: 'acme', matchedBy: 'domain', isCertain: true } as const;
    const later = countTimeline(events, factsOf({ version: 3, features: { country: 'DE', language: 'de' }, account }));
    for (const { coverage } of [first, later]) {
      expect(coverage).toMatchObject({
        at: inQueue.event.at,
        cell: { day: DAY, source: 'demo-form', team: 'sdr', rule: 'demo', turn },
      });
    }
    if (!first.coverage || !later.coverage) throw new Error('coverage is counted');
    expect(later.coverage.known.version).toBe(3);
    expect(correctCoverage(undefined, first.coverage.known)).toMatchObject({ enriched: 1, 'covered:country': 1 });
    const corrections = correctCoverage(first.coverage.known, later.coverage.known);
    expect(corrections).toEqual({ 'covered:language': 1, 'guessed:country': -1, accountMatched: 1 });
  });

  it('leaves out events that add nothing, and counts no event otherwise because of later ones', () => {
    const told = { ...owned.event, seq: 4, type: 'RepNotified', data: { rep: 'kim', epoch: 1 } } as LeadEvent;
    const events = [start.event, inQueue.event, owned.event, told];
    const whole = countTimeline(events, factsOf()).events;
    expect(whole.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    for (const length of [1, 2, 3])
      expect(countTimeline(events.slice(0, length), factsOf()).events).toEqual(whole.slice(0, length));
  });
});
