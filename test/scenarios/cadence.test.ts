import { describe, expect, it } from 'vitest';
import type { Cadence } from '../../shared/domain/plan/plan.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { getReview } from '../../shared/use-cases/reporting/get-review.ts';
import { aPlan } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR } from './a-baton.ts';

/** Three attempts: the first response on Monday, then on Tuesday and Thursday; given up two working days later. */
const CADENCE: Cadence = { cadence: 'demo', attemptDays: [1, 3], giveUpDays: 2, then: 'recycle', reason: 'no_answer' };
const OFFICE = { id: 'kim', hours: 'office', zone: 'UTC' } as const;

/** Starts with one lead, answered on Monday at 09:30. */
async function answered(cadence: Partial<Cadence> = {}, { quietSeconds } = aPlan().working) {
  const working = { ...aPlan().working, quietSeconds };
  const baton = await aBaton({ plan: { cadences: [{ ...CADENCE, ...cadence }], working }, reps: [OFFICE] });
  await baton.advance(30 * 60);
  const id = await baton.postOne(aDemoRequest());
  await baton.advance(60);
  await answerAsOwner(baton, id, { answer: 'contacted', how: 'call' });
  return { baton, id };
}

/** Returns the events about a lead in work with their weekday and hour. */
async function datesOf(baton: VirtualBaton, id: string): Promise<readonly string[]> {
  const types = new Set(['FirstResponseMade', 'AttemptDue', 'LeadWorked', 'LeadWentQuiet', 'LeadNurtured']);
  return (await baton.deps.leads.timeline(id))
    .filter(({ type }) => types.has(type))
    .map(
      ({ type, at }) =>
        `${['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][new Date(at).getUTCDay()]} ${at.slice(11, 13)} ${type}`,
    );
}

describe('a cadence', () => {
  it('asks for each attempt on its day, and recycles a lead that nobody could reach', async () => {
    const { baton, id } = await answered();
    for (const hours of [25, 48]) {
      await baton.advance(hours * HOUR);
      await answerAsOwner(baton, id, { answer: 'contacted', how: 'call' });
    }
    await baton.advance(7 * DAY);
    expect(await datesOf(baton, id)).toEqual([
      'Mon 09 FirstResponseMade',
      'Tue 09 AttemptDue',
      'Tue 10 LeadWorked',
      'Thu 09 AttemptDue',
      'Thu 10 LeadWorked',
      'Sat 09 LeadNurtured',
    ]);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'nurturing', reason: 'no_answer' });
    expect(baton.deps.notifier.received.filter(({ occasion }) => occasion === 'attempt_due')).toMatchObject([
      { to: 'kim', links: { contacted: expect.any(String) } },
      { to: 'kim' },
    ]);
  });

  it('reminds once, and then treats the lead as any that goes quiet', async () => {
    const { baton, id } = await answered({}, { ...aPlan().working, quietSeconds: 8 * HOUR });
    await baton.advance(2 * DAY);
    expect(await datesOf(baton, id)).toEqual(['Mon 09 FirstResponseMade', 'Tue 09 AttemptDue', 'Tue 17 LeadWentQuiet']);
  });

  it.each(['reply', 'meeting'])('ends when the person is in touch: %s', async (how) => {
    const { baton, id } = await answered();
    await answerAsOwner(baton, id, { answer: 'contacted', how });
    await baton.advance(4 * DAY);
    expect(await datesOf(baton, id)).toEqual(['Mon 09 FirstResponseMade', 'Mon 09 LeadWorked']);
    expect((await baton.lead(id)).stage).toMatchObject({ cadence: { attempts: 1, state: 'replied' } });
  });

  it('ends when the lead is qualified', async () => {
    const { baton, id } = await answered();
    await answerAsOwner(baton, id, { answer: 'qualified' });
    await baton.advance(4 * DAY);
    expect(await datesOf(baton, id)).toEqual(['Mon 09 FirstResponseMade']);
  });

  it('counts an attempt made early, and asks for the next one on its day', async () => {
    const { baton, id } = await answered({ attemptDays: [2, 4] });
    await baton.advance(24 * HOUR);
    await answerAsOwner(baton, id, { answer: 'contacted', how: 'email_sent' });
    await baton.advance(3.5 * DAY);
    expect(await datesOf(baton, id)).toEqual(['Mon 09 FirstResponseMade', 'Tue 09 LeadWorked', 'Fri 09 AttemptDue']);
  });

  it('counts all contacts of a day as one attempt, such as a button that is pressed twice', async () => {
    const { baton, id } = await answered();
    for (const _ of [1, 2, 3]) await answerAsOwner(baton, id, { answer: 'contacted', how: 'call' });
    expect((await baton.lead(id)).stage).toMatchObject({ cadence: { attempts: 1 } });
    await baton.advance(25 * HOUR);
    expect((await datesOf(baton, id)).at(-1)).toBe('Tue 09 AttemptDue');
  });

  it('tells nobody of an attempt that was made meanwhile', async () => {
    const { baton, id } = await answered();
    baton.deps.notifier.refuse();
    await baton.advance(24 * HOUR);
    await answerAsOwner(baton, id, { answer: 'contacted', how: 'call' });
    baton.deps.notifier.accept();
    await baton.advance(HOUR);
    expect(baton.deps.notifier.received.map(({ occasion }) => occasion)).not.toContain('attempt_due');
  });

  it('sends the lead to the catch-all queue if the plan says so', async () => {
    const { baton, id } = await answered({ attemptDays: [1], then: 'catch_all' });
    await baton.advance(25 * HOUR);
    await answerAsOwner(baton, id, { answer: 'contacted', how: 'call' });
    await baton.advance(3 * DAY);
    expect((await baton.lead(id)).stage).toMatchObject({ place: 'queue', because: 'no_answer' });
  });

  it('does not concern a lead that matches no row', async () => {
    const when = { kind: 'field', field: 'touch', test: { op: 'in', values: ['webinar'] } } as const;
    const { baton, id } = await answered({ when });
    expect((await baton.lead(id)).stage).not.toHaveProperty('cadence');
  });
});

describe('a first response by a click alone', () => {
  it.each([
    [10, undefined, 1],
    [40, undefined, 0],
    [10, 'reply', 0],
  ])('%i seconds after the notification (%s) is listed %i times for the manager', async (seconds, how, count) => {
    const baton = await aBaton({ reps: [OFFICE] });
    const id = await baton.postOne(aDemoRequest());
    await baton.advance(seconds);
    await answerAsOwner(baton, id, { answer: 'contacted', ...(how !== undefined && { how }) });
    const review = await getReview('hasty', { now: baton.now }, baton.deps);
    expect(review?.items).toHaveLength(count);
    if (count > 0) expect(review?.items[0]).toMatchObject({ lead: id, rep: 'kim', accountable: 'mia' });
  });
});
