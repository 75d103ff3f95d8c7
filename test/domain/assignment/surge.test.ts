import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replayDecision } from '../../../shared/domain/assignment/replay-decision.ts';
import { decideSurge, measureLevels, raiseCaps } from '../../../shared/domain/assignment/surge.ts';
import type { Surge } from '../../../shared/domain/plan/surge.ts';
import { effectiveCapsOf } from '../../../shared/domain/team/rep.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aCalendar, aTeam } from '../../support/builders/plan.ts';
import { aCandidate, decide, leads } from './team.ts';

const SURGE: Surge = {
  from: { waiting: 20, fullPercent: 80 },
  until: { waiting: 5, fullPercent: 60 },
  capPercent: 150,
  backupAtOnce: false,
};
const ON = { since: MONDAY };
const LATER = minutesAfterMonday(15);
const team = aTeam({ cap: { open: 10, day: 4 } });

describe('the levels of a team', () => {
  const NIGHT = aCalendar('22:00', '24:00');
  it('are those of its reps at work, by the caps of their own', () => {
    const candidates = [
      aCandidate({ id: 'ada', load: { open: 9 } }),
      aCandidate({ id: 'bo', cap: { open: 20 }, load: { open: 6 } }),
      aCandidate({ id: 'gone', calendar: NIGHT, load: { open: 10 } }),
      aCandidate({ id: 'left', active: false, load: { open: 10 } }),
      aCandidate({ id: 'lead', teams: { sdr: 0 }, load: { open: 10 } }),
    ];
    expect(measureLevels({ team, candidates, waiting: 3, now: MONDAY })).toEqual({ waiting: 3, fullPercent: 50 });
  });

  it('name no share of caps where there are none, and nothing while nobody is at work', () => {
    const levels = (candidates: Parameters<typeof measureLevels>[0]['candidates']) =>
      measureLevels({ team: aTeam(), candidates, waiting: 3, now: MONDAY });
    expect(levels([aCandidate()])).toEqual({ waiting: 3 });
    expect(levels([aCandidate({ calendar: NIGHT })])).toBeUndefined();
  });
});

describe('a surge', () => {
  const change = (waiting: number, fullPercent: number, state?: typeof ON) =>
    decideSurge(SURGE, { state, levels: { waiting, fullPercent }, now: LATER });

  it('begins when all that it names is reached', () => {
    expect([change(20, 80), change(19, 80), change(20, 79)]).toEqual(['begins', undefined, undefined]);
  });

  it('ends when all of it is down to a lower level, so that it does not come and go', () => {
    expect([change(19, 79, ON), change(5, 61, ON), change(6, 60, ON), change(5, 60, ON)]).toEqual([
      undefined,
      undefined,
      undefined,
      'ends',
    ]);
  });

  it('lasts for a quarter of an hour at least', () => {
    const calm = { waiting: 0, fullPercent: 0 };
    expect(decideSurge(SURGE, { state: ON, levels: calm, now: minutesAfterMonday(14) })).toBeUndefined();
  });

  it('neither begins nor ends while nobody is at work', () => {
    expect(decideSurge(SURGE, { state: undefined, levels: undefined, now: LATER })).toBeUndefined();
    expect(decideSurge(SURGE, { state: ON, levels: undefined, now: LATER })).toBeUndefined();
  });

  it('raises both caps, those of a rep of their own too, and no cap that is not there', () => {
    const candidates = [aCandidate({ id: 'ada' }), aCandidate({ id: 'bo', cap: { open: 3 } })];
    const raised = raiseCaps(candidates, team, { ...ON, capPercent: 150 });
    expect(raised.map(({ rep }) => rep.cap)).toEqual([
      { open: 15, day: 6 },
      { open: 4, day: 6 },
    ]);
    expect(raiseCaps([aCandidate()], aTeam(), { ...ON, capPercent: 150 })[0]?.rep.cap).toEqual({});
  });
});

it('never begins and ends by one level: whoever begins one needs less to end it', () => {
  const percent = fc.integer({ min: 0, max: 300 });
  fc.assert(
    fc.property(percent, percent, (waiting, fullPercent) => {
      const levels = { waiting, fullPercent };
      const begins = decideSurge(SURGE, { state: undefined, levels, now: LATER });
      expect(begins === 'begins' && decideSurge(SURGE, { state: ON, levels, now: LATER }) === 'ends').toBe(false);
    }),
  );
});

it('never lets a rep have more than a cap that the surge allows, and replays', () => {
  const person = fc.record({
    open: fc.integer({ min: 0, max: 16 }),
    own: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
    today: fc.integer({ min: 0, max: 7 }),
  });
  const capPercent = fc.integer({ min: 100, max: 200 });
  fc.assert(
    fc.property(
      fc.array(person, { minLength: 1, maxLength: 4 }),
      capPercent,
      fc.integer({ min: 1, max: 60 }),
      (people, percent, count) => {
        const own = people.map(({ open, own: cap, today }, index) =>
          aCandidate({
            id: `rep-${index}`,
            load: { open, days: { '2026-11-23': today } },
            ...(cap !== undefined && { cap: { open: cap } }),
          }),
        );
        const surge = { ...ON, capPercent: percent };
        const decided = decide({ batch: leads(count), team, candidates: raiseCaps(own, team, surge), surge });
        expect(decided.record.surge).toEqual(surge);
        expect(replayDecision(decided.record).map(({ chosen }) => chosen)).toEqual(
          decided.record.leads.map(({ chosen }) => chosen),
        );
        for (const { rep, load } of own) {
          const given = decided.assignments.filter((one) => one.rep === rep.id);
          if (given.length === 0) continue;
          const { openCap = 0, dayCap = 0 } = effectiveCapsOf(rep, team);
          expect(load.open + given.length).toBeLessThanOrEqual((openCap * percent) / 100);
          expect((load.days['2026-11-23'] ?? 0) + given.length).toBeLessThanOrEqual((dayCap * percent) / 100);
          expect(given[0]?.saveConditions.openCap).toBe(Math.floor((openCap * percent) / 100));
        }
      },
    ),
  );
});
