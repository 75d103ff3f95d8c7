import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import { arrivalsOf, OFFICE_PROFILE } from '../../shared/simulation/arrivals.ts';
import { createSeededRandom } from '../../shared/simulation/seeded-random.ts';

const START = '2026-11-30T00:00:00.000Z';

function arrivals(seed: number, profile = OFFICE_PROFILE) {
  return arrivalsOf({ start: START, weeks: 10, perWeek: 300, profile, random: createSeededRandom(seed) });
}

describe('arrivals of leads', () => {
  it('come in order, numbered, within the weeks, as many as expected', () => {
    const found = arrivals(1);
    expect(found.map(({ number }) => number)).toEqual(found.map((_, at) => at));
    expect(found.map(({ at }) => at)).toEqual(found.map(({ at }) => at).toSorted());
    expect(found.every(({ at }) => at >= START && at < addSeconds(START, 70 * 86_400))).toBe(true);
    // The standard deviation of 3,000 arrivals is 55.
    expect(Math.abs(found.length - 3000)).toBeLessThan(5 * 55);
  });

  it('are the same for the same seed, and others for another', () => {
    expect(arrivals(1)).toEqual(arrivals(1));
    expect(arrivals(1)).not.toEqual(arrivals(2));
  });

  it('follow the hours of the week, whatever the day on which they start', () => {
    const onTuesdayAtNine = OFFICE_PROFILE.map((_, hour) => (hour === 24 + 9 ? 1 : 0));
    const start = '2026-12-03T00:00:00.000Z';
    const random = createSeededRandom(1);
    const found = arrivalsOf({ start, weeks: 2, perWeek: 20, profile: onTuesdayAtNine, random });
    expect(new Set(found.map(({ at }) => at.slice(0, 13)))).toEqual(new Set(['2026-12-08T09', '2026-12-15T09']));
  });
});
