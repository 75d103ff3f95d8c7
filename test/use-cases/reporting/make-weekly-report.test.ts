import { beforeEach, describe, expect, it } from 'vitest';
import { createInMemoryDeps, type InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { makeWeeklyReport } from '../../../shared/use-cases/reporting/make-weekly-report.ts';
import { aStoredLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import { storeTally } from '../../support/builders/tally.ts';

const MORNING = {
  day: '2026-11-23',
  since: { from: '2026-11-20', to: '2026-11-22' },
  endsAt: '2026-11-23T23:00:00.000Z',
  lastWeek: { from: '2026-11-16', to: '2026-11-22' },
  weekBefore: { from: '2026-11-09', to: '2026-11-15' },
};

describe('the report of a week', () => {
  let deps: InMemoryDeps;
  const plan = aPlan();
  beforeEach(async () => {
    deps = createInMemoryDeps();
    await deps.plans.activate(await deps.plans.publish(aDraft({ plan })));
    await saveReps(deps.reps, aRep(), aRep({ id: 'max', teams: { ae: 1 } }));
    const cellOf = (day: string, team: string | undefined, assigned: number) => ({
      to: { cell: { day: `2026-11-${day}`, source: 'website', team } },
      counters: { assigned, received: 1 },
    });
    const repOf = (day: string, rep: string, assigned: number) => ({
      to: { repDay: { day: `2026-11-${day}`, rep } },
      counters: { assigned },
    });
    storeTally(deps.world, {
      postings: [
        cellOf('08', 'sdr', 1000),
        cellOf('09', 'sdr', 1),
        cellOf('15', 'sdr', 2),
        cellOf('16', 'sdr', 4),
        cellOf('22', 'sdr', 8),
        cellOf('23', 'sdr', 1000),
        cellOf('17', 'ae', 32),
        cellOf('18', undefined, 0),
        repOf('15', 'kim', 2),
        repOf('16', 'kim', 4),
        repOf('16', 'max', 32),
      ],
    });
  });

  const reportTo = async (to: string) =>
    makeWeeklyReport({ to, plan, reps: await deps.reps.list(), morning: MORNING }, MONDAY, deps);

  it("puts the figures of a manager's teams beside those of the week before", async () => {
    const report = await reportTo('mia');
    expect(report).toMatchObject({ to: 'mia', teams: ['sdr'], week: MORNING.lastWeek });
    expect([report.total.now.assigned, report.total.before.assigned]).toEqual([12, 3]);
    expect(report.byTeam.map(({ key, now, before }) => [key, now?.assigned, before?.assigned])).toEqual([
      ['sdr', 12, 3],
    ]);
    expect(report.byRep.map(({ key, now, before }) => [key, now?.assigned, before?.assigned])).toEqual([['kim', 4, 2]]);
    expect(report.days.map(({ day, now, before }) => [day.slice(-2), now.assigned, before?.assigned])).toEqual([
      ...[
        ['16', 4, 1],
        ['17', 0, 0],
        ['18', 0, 0],
        ['19', 0, 0],
        ['20', 0, 0],
        ['21', 0, 0],
        ['22', 8, 2],
      ],
    ]);
  });

  it('is about everything for the owner of the plan', async () => {
    const report = await reportTo('dana');
    expect(report.teams).toBe('all');
    expect([report.total.now.assigned, report.total.now.received]).toEqual([44, 4]);
    expect(report.byRep.map(({ key }) => key)).toEqual(['max', 'kim']);
  });

  it('counts the reviews of what they see', async () => {
    await aStoredLead(deps.leads, 'queued', { team: 'ae' });
    await aStoredLead(deps.leads, 'queued');
    expect((await reportTo('ana')).reviews).toEqual([{ list: 'unassigned', count: 1, isMore: false }]);
    expect((await reportTo('dana')).reviews).toEqual([{ list: 'unassigned', count: 2, isMore: false }]);
  });
});
