import { beforeEach, describe, expect, it } from 'vitest';
import { createInMemoryDeps, type InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import { makeMorningReport } from '../../../shared/use-cases/reporting/make-morning-report.ts';
import { aStoredLead } from '../../support/builders/lead.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aDraft, aPlan, aTeam } from '../../support/builders/plan.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import { storeTally } from '../../support/builders/tally.ts';

const MORNING = {
  day: '2026-11-24',
  since: { from: '2026-11-23', to: '2026-11-23' },
  endsAt: minutesAfterMonday(15 * 60),
  lastWeek: { from: '2026-11-16', to: '2026-11-22' },
  weekBefore: { from: '2026-11-09', to: '2026-11-15' },
};

describe("the report of a manager's morning", () => {
  let deps: InMemoryDeps;
  let plan: Plan;
  beforeEach(async () => {
    deps = createInMemoryDeps();
    plan = aPlan({
      queues: {
        'catch-all': { id: 'catch-all', owner: 'dana', reviewSeconds: 3600 },
        events: { id: 'events', owner: 'ana', reviewSeconds: 3600 },
      },
      teams: { sdr: aTeam({ cap: { open: 1 } }), ae: aTeam({ id: 'ae', manager: 'ana' }) },
    });
    await deps.plans.activate(await deps.plans.publish(aDraft({ plan })));
    const leaves = [{ from: MONDAY, until: minutesAfterMonday(99) }];
    await saveReps(deps.reps, aRep(), aRep({ id: 'lea', name: 'Lea', leaves }));
    await saveReps(deps.reps, aRep({ id: 'max', teams: { ae: 1 }, leaves }));
  });

  const reportTo = async (to = 'mia') =>
    makeMorningReport({ to, plan, reps: await deps.reps.list(), morning: MORNING }, MONDAY, deps);

  it('is about the teams that they manage, and nothing else', async () => {
    const mine = await aStoredLead(deps.leads, 'queued');
    await aStoredLead(deps.leads, 'queued', { team: 'ae' });
    await aStoredLead(deps.leads, 'parked');
    const report = await reportTo();
    expect(report.teams).toEqual(['sdr']);
    expect(report.leads.waiting).toMatchObject([{ lead: mine.id, team: 'sdr' }]);
    expect(report.away).toEqual([{ rep: 'lea', until: minutesAfterMonday(99) }]);
    expect(report.names.get('lea')).toBe('Lea');
    expect(report.isCut).toBe(false);
  });

  it('lists who has no free slot', async () => {
    await aStoredLead(deps.leads, 'assigned');
    expect((await reportTo()).full).toEqual([{ rep: 'kim', open: 1, cap: 1 }]);
    expect((await reportTo('ana')).full).toEqual([]);
  });

  it('lists what waits in review queues of theirs', async () => {
    const parked = await aStoredLead(deps.leads, 'parked');
    await aStoredLead(deps.leads, 'queued');
    expect((await reportTo('dana')).leads.waiting).toMatchObject([{ lead: parked.id, because: 'nobody_fits' }]);
    expect((await reportTo('ana')).leads.waiting).toEqual([]);
  });

  it('has the figures of the days since the last work day, and whose clocks ran out', async () => {
    const cell = { day: '2026-11-23', source: 'website' };
    storeTally(deps.world, {
      postings: [
        { to: { cell: { ...cell, team: 'sdr' } }, counters: { assigned: 4, due: 3, respondedInTime: 1 } },
        { to: { cell: { ...cell, team: 'ae' } }, counters: { assigned: 9 } },
        { to: { cell: { ...cell, day: '2026-11-22', team: 'sdr' } }, counters: { assigned: 5 } },
        { to: { repDay: { day: cell.day, rep: 'kim' } }, counters: { due: 3, respondedInTime: 1 } },
        { to: { repDay: { day: cell.day, rep: 'lea' } }, counters: { due: 1, respondedInTime: 1 } },
        { to: { repDay: { day: cell.day, rep: 'max' } }, counters: { due: 1 } },
      ],
    });
    const { figures, ranOut } = await reportTo();
    expect(figures).toMatchObject({ assigned: 4, attainment: { count: 1, of: 3 } });
    expect(ranOut).toEqual([{ rep: 'kim', count: 2, of: 3, rate: 2 / 3 }]);
  });

  it('counts reviews', async () => {
    await aStoredLead(deps.leads, 'assigned', { rep: 'lea' });
    expect((await reportTo()).reviews).toEqual([{ list: 'held_by_absent', count: 1, isMore: false }]);
  });

  it('says when a team has more leads than are looked at', async () => {
    for (let count = 0; count < 1001; count += 1) await aStoredLead(deps.leads, 'queued');
    const report = await reportTo();
    expect(report.isCut).toBe(true);
    expect(report.leads.waiting).toHaveLength(1000);
  });
});
