import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import type { LeadEvent } from '../../shared/domain/lead/events.ts';
import type { Lead } from '../../shared/domain/lead/lead.ts';
import { isInbound } from '../../shared/domain/nurture/contact-budget.ts';
import { createSeededRandom } from '../../shared/simulation/seeded-random.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';
import {
  aPlanThatKeepsRecycling,
  CONTACTS,
  CYCLES,
  chooseSeconds,
  STAFF,
  simulateRecyclingEvent,
} from './recycled-lives.ts';
import { advanceByDueDates, SWEEP_ONLY } from './years.ts';

const YEAR = 365 * DAY;
const TURNS = 90;

function anOffice(): Promise<VirtualBaton> {
  return aBaton({ plan: aPlanThatKeepsRecycling(), reps: STAFF.map((id) => ({ id })), switches: SWEEP_ONLY });
}

function timelinesOf(baton: VirtualBaton): readonly { readonly lead: Lead; readonly events: readonly LeadEvent[] }[] {
  const { leads, timelines } = baton.deps.world;
  return [...leads.values()].map((lead) => ({ lead, events: timelines.get(lead.id) ?? [] }));
}

const isContact = (event: LeadEvent): boolean =>
  (event.type === 'FirstResponseMade' || event.type === 'LeadWorked' || event.type === 'ContactNoted') &&
  !isInbound(event.data.how);

/** Returns the contacts by reps on a timeline. */
function contactsIn(events: readonly LeadEvent[]): readonly string[] {
  return events.filter(isContact).map(({ at }) => at);
}

/** Returns the contacts that count at `at`. */
function countedAt(contacts: readonly string[], at: string): number {
  return contacts.filter((one) => one <= at && one > addSeconds(at, -CONTACTS.withinSeconds)).length;
}

/** Finds assignments by the system while the person could not be contacted. */
function findAssignmentsOverContactCap(events: readonly LeadEvent[]): readonly string[] {
  return events.flatMap((event, index) => {
    const byRobot = event.type === 'LeadAssigned' && event.data.placedBy === 'system';
    const counted = countedAt(contactsIn(events.slice(0, index)), event.at);
    return byRobot && counted >= CONTACTS.most ? [event.id] : [];
  });
}

/** Returns the rep who gave the lead back, or lost it without a response. */
function repWhoDropped(event: LeadEvent): string | undefined {
  if (event.type === 'LeadDeclined' || event.type === 'LeadMisrouted') return event.data.rep;
  return event.type === 'LeadAssigned' ? event.data.previous : undefined;
}

/** Finds assignments by the system to a rep who had dropped the lead, although others had never had it. */
function findReassignmentsToDroppers(events: readonly LeadEvent[]): readonly string[] {
  const dropped = new Set<string>();
  const had = new Set<string>();
  return events.flatMap((event) => {
    const wrong =
      event.type === 'LeadAssigned' &&
      event.data.placedBy === 'system' &&
      dropped.has(event.data.rep) &&
      STAFF.some((rep) => !had.has(rep));
    const rep = repWhoDropped(event);
    if (rep !== undefined) dropped.add(rep);
    if (event.type === 'LeadAssigned') had.add(event.data.rep);
    return wrong ? [event.id] : [];
  });
}

/** Classifies an event for this test. */
function classifyEvent(event: LeadEvent, { stage }: Lead): string {
  if (event.type === 'LeadNurtured') return `rest ${event.data.because}`;
  if (event.type === 'LeadRecycled') return `return ${event.data.because}`;
  if (event.type === 'LeadSentToQueue') return `queue ${event.data.because}`;
  if (event.type === 'LeadClosed' && stage.state === 'closed') return `end ${event.data.reason}`;
  return event.type;
}

async function expectLimitsKept(baton: VirtualBaton): Promise<void> {
  await expectInvariants(baton);
  for (const { lead, events } of timelinesOf(baton)) {
    const rests = events.filter(({ type }) => type === 'LeadNurtured').length;
    expect(rests).toBeLessThanOrEqual(CYCLES);
    const contacts = contactsIn(events);
    for (const at of contacts) expect(countedAt(contacts, at)).toBeLessThanOrEqual(CONTACTS.most);
    expect(findAssignmentsOverContactCap(events)).toEqual([]);
    expect(lead.contacts).toHaveLength(contacts.length);
    expect(findReassignmentsToDroppers(events)).toEqual([]);
    const returns = events.flatMap((event) => (event.type === 'LeadRecycled' ? [event.data] : []));
    for (const { because, cycle } of returns) {
      expect(['date', 'touch', 'score', 'reply']).toContain(because);
      expect(cycle).toBeGreaterThan(0);
    }
  }
}

/** Lets time pass with no action by anybody, except that leads a human must decide about are postponed each time. */
async function advanceUntilFinished(baton: VirtualBaton): Promise<void> {
  for (let month = 0; month < 48; month += 1) {
    for (const { id, stage, epoch } of [...baton.deps.world.leads.values()]) {
      if ((stage.state === 'assigned' || stage.state === 'working') && stage.placedBy === 'person')
        await answerAsOwner(baton, id, { answer: 'not_now', reason: 'no_answer' }, { epoch });
    }
    await advanceByDueDates(baton, 30 * DAY);
  }
}

describe('whatever reps and people do over the years', () => {
  const seen = new Set<string>();
  it.each([1, 2, 3, 4, 5])(
    'no lead loops forever, is contacted too often, or returns to a rep who dropped it, seed %i',
    async (seed) => {
      const baton = await anOffice();
      const random = createSeededRandom(seed);
      for (let turn = 0; turn < TURNS; turn += 1) {
        await simulateRecyclingEvent(baton, random, turn);
        await advanceByDueDates(baton, chooseSeconds(random));
        if (turn % 10 === 0) await expectLimitsKept(baton);
      }
      await advanceUntilFinished(baton);
      await expectLimitsKept(baton);
      const open = timelinesOf(baton).filter(({ lead }) => lead.stage.state !== 'closed');
      expect(open.filter(({ lead }) => lead.stage.state !== 'waiting')).toEqual([]);
      expect(open.every(({ lead }) => lead.stage.state === 'waiting' && lead.stage.place === 'queue')).toBe(true);
      for (const { lead, events } of timelinesOf(baton))
        for (const event of events) seen.add(classifyEvent(event, lead));
    },
  );

  it('every way into nurture, back and to the end was exercised', () => {
    const ways = ['later', 'no_answer', 'no_budget', 'moved_house', 'cold', 'contacts'].map((way) => `rest ${way}`);
    const back = ['date', 'touch', 'score', 'reply'].map((way) => `return ${way}`);
    const ends = ['cycles', 'times', 'contacts'].map((way) => `end ${way}`);
    expect([...seen]).toEqual(expect.arrayContaining([...ways, ...back, ...ends, 'queue contacts']));
  });
});

describe('a lead that nobody ever answers', () => {
  it('is nurtured as often as the plan says, then closed as exhausted', async () => {
    const baton = await anOffice();
    const id = await baton.postOne(aDemoRequest());
    await advanceByDueDates(baton, YEAR);
    const lead = await baton.lead(id);
    expect(lead.stage).toMatchObject({ state: 'closed', outcome: 'exhausted', reason: 'cycles' });
    expect(lead.nurtureCounts).toEqual({ no_answer: 1, cold: CYCLES - 1 });
    expect(lead.contacts).toEqual([]);
  });
});
