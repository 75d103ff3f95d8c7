import { describe, expect, it } from 'vitest';
import { compareRoutes, type Destination, destinationOf } from '../../../shared/domain/plan-diff/route-changes.ts';
import { PLAN_TEXT, planOf } from '../plan/plan-text.ts';

const PLAN = planOf(PLAN_TEXT);
const SDR: Destination = { rule: 'sdr', place: 'sdr-emea', sla: 'demo', band: 'hot', isGap: false };

describe('destinationOf', () => {
  it('names team and SLA, an end, or the queue that a lead reaches without a rule', () => {
    expect(destinationOf({ band: 'hot', region: 'emea', touch: 'demo_request' }, PLAN)).toEqual(SDR);
    expect(destinationOf({ band: 'cold' }, PLAN)).toMatchObject({ place: 'nurture: newsletter', isGap: false });
    expect(destinationOf({ band: 'hot' }, PLAN)).toMatchObject({ place: 'queue catch-all', isGap: true });
  });
});

describe('compareRoutes', () => {
  it('counts leads that go elsewhere, by rule and place, with examples', () => {
    const desk: Destination = { ...SDR, rule: 'big', place: 'desk' };
    const queue: Destination = { rule: 'otherwise', place: 'queue catch-all', band: 'hot', isGap: true };
    const result = compareRoutes([
      { lead: 'a', before: SDR, after: desk },
      { lead: 'b', before: SDR, after: desk },
      { lead: 'c', before: SDR, after: queue },
      { lead: 'd', before: SDR, after: SDR },
    ]);
    expect(result).toMatchObject({ leads: 4, moved: 3, gap: { before: 0, after: 1 }, queued: { before: 0, after: 1 } });
    expect(result.moves).toEqual([
      { from: { rule: 'sdr', place: 'sdr-emea' }, to: { rule: 'big', place: 'desk' }, count: 2, examples: ['a', 'b'] },
      {
        from: { rule: 'sdr', place: 'sdr-emea' },
        to: { rule: 'otherwise', place: 'queue catch-all' },
        count: 1,
        examples: ['c'],
      },
    ]);
    expect(result.places).toEqual([
      { name: 'sdr-emea', before: 4, after: 1 },
      { name: 'desk', before: 0, after: 2 },
      { name: 'queue catch-all', before: 0, after: 1 },
    ]);
  });

  it('tells leads that stay from leads that move: by another rule, with another SLA, to another only rep', () => {
    const result = compareRoutes([
      { lead: 'a', before: SDR, after: { ...SDR, rule: 'other' } },
      { lead: 'b', before: SDR, after: { ...SDR, sla: 'rest' } },
      { lead: 'c', before: SDR, after: { ...SDR, only: 'mia.keller' } },
    ]);
    expect(result).toMatchObject({ moved: 1, otherRule: 1, otherSla: 1 });
    expect(result.moves[0]?.to.place).toBe('sdr-emea, only mia.keller');
  });
});
