import { expect, it } from 'vitest';
import { Tallies } from '../../../shared/adapters/in-memory/tallies.ts';
import { emptyTally, type Tally, windowKeyOf } from '../../../shared/domain/reporting/tally.ts';

function tallyAt(time: string, days: readonly string[]): Tally {
  const empty = emptyTally({ day: '2026-11-23', time, shard: 0 });
  return {
    ...empty,
    postings: days.map((day) => ({ to: { repDay: { day, rep: 'kim' } }, counters: { assigned: 1 } })),
  };
}

it('finds the tallies that count something for a day, as they were last', () => {
  const tallies = new Tallies();
  const put = (tally: Tally) => tallies.set(windowKeyOf(tally.window), tally);
  const late = tallyAt('10:00', ['2026-11-22', '2026-11-23']);
  const later = { ...late, version: 1 };
  put(tallyAt('09:00', ['2026-11-22']));
  put(late).set(windowKeyOf(later.window), later);
  expect(tallies.ofDay('2026-11-22').map(({ window }) => window.time)).toEqual(['09:00', '10:00']);
  expect(tallies.ofDay('2026-11-23')).toEqual([later]);
  expect(tallies.ofDay('2026-11-24')).toEqual([]);
});

it('knows the day of a flag too, and nothing after it was cleared', () => {
  const flag = { lead: 'lead_1', day: '2026-11-20', team: 'sdr', rule: 'small', reason: 'size', seq: 4, rep: 'kim' };
  const tallies = new Tallies();
  tallies.set('window', { ...tallyAt('09:00', []), flagged: [flag] });
  expect(tallies.ofDay('2026-11-20')).toHaveLength(1);
  tallies.clear();
  expect(tallies.ofDay('2026-11-20')).toEqual([]);
});
