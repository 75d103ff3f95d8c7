import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AssignableLead } from '../../../shared/domain/assignment/candidate.ts';
import { replayDecision } from '../../../shared/domain/assignment/replay-decision.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aTeam } from '../../support/builders/plan.ts';
import { aCandidate, counts, decide, leads } from './team.ts';

const HOUR = 3600;
const waited = (maxSeconds = 2 * HOUR, earlier?: NonNullable<AssignableLead['waited']>['earlier']) => ({
  waited: { maxSeconds, ...(earlier && { earlier }) },
});
/** A rep who is back from leave this long after the decision; 0: at work. */
const backIn = (id: string, seconds: number, more: Parameters<typeof aCandidate>[0] = {}) =>
  aCandidate({
    id,
    leaves: seconds === 0 ? [] : [{ from: addSeconds(MONDAY, -HOUR), until: addSeconds(MONDAY, seconds) }],
    ...more,
  });
const first = backIn('ada', 0);
const soon = [backIn('bo', HOUR), backIn('cy', 2 * HOUR)];
const UNTIL = addSeconds(MONDAY, 2 * HOUR);

describe('of leads that waited, the first rep at work', () => {
  it('gets a share, in the order of the queue, and the rest is kept for those who come in time', () => {
    const result = decide({ batch: leads(7, waited()), candidates: [first, ...soon] });
    expect(result.assignments.map(({ lead, rep }) => [lead, rep])).toEqual([
      ['lead-0', 'ada'],
      ['lead-1', 'ada'],
      ['lead-2', 'ada'],
    ]);
    expect(result.unassigned[0]).toEqual({
      lead: 'lead-3',
      because: 'awaits_colleagues',
      sharedWait: { until: UNTIL, had: ['ada'], awaited: ['bo', 'cy'] },
      opensAt: addSeconds(MONDAY, HOUR),
    });
    expect(result.record.leads[3]?.passedOver).toMatchObject({ had_share: ['ada'], on_leave: ['bo', 'cy'] });
  });

  it.each([
    ['the leads did not wait', {}, soon],
    ['the others come too late', waited(HOUR / 2), soon],
    ['the others are full', waited(), [backIn('bo', HOUR, { cap: { open: 0 } })]],
    ['nobody else fits', { ...waited(), need: ['territory'], values: { territory: ['DE'] } }, soon],
    ['the leads are for that rep only', { ...waited(), only: 'ada' }, soon],
  ])('gets all if %s', (_, own, others) => {
    const german = backIn('ada', 0, { attributes: { territory: ['DE'] } });
    expect(counts(decide({ batch: leads(6, own), candidates: [german, ...others] }))).toEqual({ ada: 6 });
  });

  it('still gets new leads, which use up no share', () => {
    const [fresh, old] = [leads(3), leads(6, waited()).map((one) => ({ ...one, lead: `old-${one.lead}` }))];
    expect(counts(decide({ batch: [...fresh, ...old], candidates: [first, ...soon] }))).toEqual({ ada: 3 + 2 });
  });

  it('gets a share by weight', () => {
    const candidates = [backIn('ada', 0, { teams: { sdr: 3 } }), backIn('bo', HOUR)];
    expect(counts(decide({ batch: leads(8, waited()), candidates }))).toEqual({ ada: 6 });
  });
});

describe('of leads kept for colleagues', () => {
  const kept = (awaited: readonly string[], had = ['ada']) => waited(2 * HOUR, { until: UNTIL, had, awaited });

  it('who had a share gets no more while others come', () => {
    const candidates = [first, backIn('bo', 0), backIn('cy', HOUR)];
    expect(counts(decide({ batch: leads(8, kept(['bo', 'cy'])), candidates }))).toEqual({ bo: 4 });
  });

  it('the last who comes gets what is left', () => {
    const candidates = [first, backIn('bo', 0), backIn('cy', 0)];
    expect(counts(decide({ batch: leads(4, kept(['cy'], ['ada', 'bo'])), candidates }))).toEqual({ cy: 4 });
  });

  it('the share of somebody who does not come after all goes to everybody in turn', () => {
    const candidates = [first, backIn('bo', 0), backIn('cy', 900 * HOUR)];
    expect(counts(decide({ batch: leads(8, kept(['bo', 'cy'])), candidates }))).toEqual({ ada: 2, bo: 6 });
  });

  it('nothing is kept any longer once the wait is over', () => {
    const late = { until: addSeconds(MONDAY, -1), had: ['ada'], awaited: ['bo'] };
    const batch = leads(4, waited(2 * HOUR, late));
    expect(counts(decide({ batch, candidates: [first, backIn('bo', HOUR)] }))).toEqual({ ada: 4 });
  });
});

it('whatever the team, nobody gets more than a share, and no lead is kept for nobody or for too long', () => {
  const member = fc.record({
    seconds: fc.constantFrom(0, 0, HOUR, 2 * HOUR, 9 * HOUR),
    weight: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(fc.array(member, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 14 }), (members, count) => {
      const candidates = members.map(({ seconds, weight }, index) =>
        backIn(`rep-${index}`, seconds, { teams: { sdr: weight } }),
      );
      const due = members.filter(({ seconds }) => seconds <= 2 * HOUR);
      const awaited = due.some(({ seconds }) => seconds > 0);
      const isAnybodyHere = members.some(({ seconds }) => seconds === 0);
      const result = decide({ team: aTeam(), batch: leads(count, waited()), candidates });
      expect(replayDecision(result.record).flatMap(({ lead, chosen }) => (chosen ? [{ lead, chosen }] : []))).toEqual(
        result.assignments.map(({ lead, rep }) => ({ lead, chosen: rep })),
      );
      if (!isAnybodyHere) return;
      if (!awaited) expect(result.unassigned).toEqual([]);
      else {
        const total = due.reduce((sum, { weight }) => sum + weight, 0);
        for (const [rep, got] of Object.entries(counts(result))) {
          const { weight = 0 } = members[Number(rep.slice(4))] ?? {};
          expect(got).toBeLessThanOrEqual(Math.ceil((count * weight) / total));
        }
        expect(result.assignments.length).toBeGreaterThan(0);
      }
      for (const { because, opensAt = '' } of result.unassigned) {
        expect(because).toBe('awaits_colleagues');
        expect(opensAt > MONDAY && opensAt <= UNTIL).toBe(true);
      }
    }),
  );
});
