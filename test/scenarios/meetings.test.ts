import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replayDecision } from '../../shared/domain/assignment/replay-decision.ts';
import { addSeconds, secondsBetween } from '../../shared/domain/instant.ts';
import { readingOf } from '../../shared/domain/team/calendar-reading.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { MONDAY, minutesAfterMonday } from '../support/builders/moment.ts';
import { aPlan, aTeam } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest } from './a-baton.ts';

/** The time for the first response to a demo request, in seconds. */
const FIRST_RESPONSE = 3600;
const calendar = { kind: 'ical', address: 'https://calendar.example/a.ics' } as const;

/** A Baton whose demo requests mind meetings, with reps who are busy at these minutes. */
async function anOffice(
  meetings: Readonly<Record<string, readonly (readonly [number, number])[]>>,
): Promise<VirtualBaton> {
  const teams = { ...aPlan().teams, sdr: aTeam({ meetings: { passOver: ['normal'], longerThanSeconds: 600 } }) };
  const baton = await aBaton({ plan: { teams }, reps: Object.keys(meetings).map((id) => ({ id, calendar })) });
  await keepReading(baton, meetings);
  return baton;
}

async function keepReading(baton: VirtualBaton, meetings: Parameters<typeof anOffice>[0]): Promise<void> {
  for (const [rep, spans] of Object.entries(meetings)) {
    const busy = spans.map(([from, until]) => ({ from: minutesAfterMonday(from), until: minutesAfterMonday(until) }));
    await baton.deps.calendars.save(readingOf(rep, busy, baton.now));
  }
}

describe('a lead that minds meetings', () => {
  it('goes to a colleague who is free, and the decision says why', async () => {
    const baton = await anOffice({ kim: [[-5, 60]], lou: [[30, 60]] });
    const { stage } = await baton.lead(await baton.postOne(aDemoRequest()));
    if (stage.state !== 'assigned') throw new Error('not assigned');
    expect(stage.owner).toBe('lou');
    const decision = await baton.deps.leads.decision(stage.decision ?? '');
    expect(decision?.record.leads[0]?.passedOver).toEqual({ busy: ['kim'] });
    expect(decision && replayDecision(decision.record)).toMatchObject([{ chosen: 'lou' }]);
  });

  it('passes over a rep whose whole day is busy, who gets the other leads and is not on leave', async () => {
    const baton = await anOffice({ kim: [[-540, 900]], lou: [] });
    expect((await baton.lead(await baton.postOne(aDemoRequest()))).stage).toMatchObject({ owner: 'lou' });
    const alone = await aBaton({ reps: [{ id: 'kim', calendar }] });
    await keepReading(alone, { kim: [[-540, 900]] });
    expect((await alone.lead(await alone.postOne(aDemoRequest()))).stage).toMatchObject({ owner: 'kim' });
    expect((await alone.deps.reps.get('kim'))?.leaves).toEqual([]);
  });

  it('waits for the end of a meeting while everybody is in one, and is assigned then', async () => {
    const baton = await anOffice({ kim: [[-5, 20]], lou: [[-5, 45]] });
    const id = await baton.postOne(aDemoRequest());
    expect(await baton.lead(id)).toMatchObject({
      stage: { state: 'waiting', because: 'all_busy', lookAgainAt: minutesAfterMonday(20) },
    });
    await baton.advance(22 * 60);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', owner: 'kim' });
  });

  it('ignores meetings when nobody comes free in time', async () => {
    const baton = await anOffice({ kim: [[-5, 60]], lou: [[-5, 90]] });
    expect((await baton.lead(await baton.postOne(aDemoRequest()))).stage).toMatchObject({ state: 'assigned' });
  });

  it('counts a rep as free whose calendar was last read too long ago', async () => {
    const baton = await anOffice({ kim: [[-5, 600]], lou: [[-5, 600]] });
    await baton.advance(61 * 60);
    await keepReading(baton, { lou: [[-5, 600]] });
    expect((await baton.lead(await baton.postOne(aDemoRequest()))).stage).toMatchObject({ owner: 'kim' });
  });
});

it('never waits for meetings longer than half of the time for its first response, and a minute for the sweep', async () => {
  const span = fc
    .tuple(fc.integer({ min: -60, max: 120 }), fc.integer({ min: 1, max: 90 }))
    .map(([from, long]): readonly [number, number] => [from, from + long]);
  const diaries = fc.record({ kim: fc.array(span, { maxLength: 5 }), lou: fc.array(span, { maxLength: 5 }) });
  await fc.assert(
    fc.asyncProperty(diaries, async (meetings) => {
      const baton = await anOffice(meetings);
      const id = await baton.postOne(aDemoRequest());
      await baton.advance(FIRST_RESPONSE / 2 + 65);
      const assigned = (await baton.deps.leads.timeline(id)).find(({ type }) => type === 'LeadAssigned');
      expect(assigned).toBeDefined();
      expect(secondsBetween(MONDAY, assigned?.at ?? addSeconds(MONDAY, FIRST_RESPONSE))).toBeLessThan(FIRST_RESPONSE);
    }),
    { numRuns: 60 },
  );
});
