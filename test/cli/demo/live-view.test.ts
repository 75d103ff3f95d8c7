import { describe, expect, it } from 'vitest';
import { leadToRow, teamToRows } from '../../../cli/demo/live-view.ts';
import { createLedger, UNITS_PER_LEAD } from '../../../shared/domain/assignment/fairness/ledger.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { Rep } from '../../../shared/domain/team/rep.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aCalendar, aTeam } from '../../support/builders/plan.ts';
import { aRep } from '../../support/builders/rep.ts';

describe('leadLine', () => {
  it('counts down to the first response while it is outstanding', () => {
    const lead = aLead('assigned');
    if (lead.stage.state !== 'assigned') throw new Error('it is assigned');
    const breach = lead.stage.deadlines.find(({ kind }) => kind === 'breach');
    const line = leadToRow('Ada', lead, addSeconds(breach?.at ?? '', -30));
    expect(line).toMatchObject({ name: 'Ada', state: 'assigned', owner: 'kim', held: true, secondsLeft: 30 });
  });

  it('shows the accountable person of an unowned lead, and the deadline', () => {
    const lead = aLead('parked');
    expect(leadToRow('Ada', lead, addSeconds(lead.dueAt ?? '', -60))).toMatchObject({
      state: 'waiting: catch-all',
      owner: lead.accountable,
      held: false,
      secondsLeft: 60,
    });
  });

  it('has no countdown for a closed one', () => {
    expect(leadToRow('Ada', aLead('closed'), MONDAY).secondsLeft).toBeUndefined();
  });
});

describe('repLines', () => {
  const calendars = { always: aCalendar() };

  function linesOf(reps: readonly Partial<Rep>[], team = aTeam({ cap: { open: 8 } })) {
    const account = { credit: UNITS_PER_LEAD / 4, received: UNITS_PER_LEAD, earned: UNITS_PER_LEAD, adjusted: 0 };
    const ledger = { ...createLedger('sdr'), entries: { hot: { kim: account }, cold: { kim: account } } };
    const members = reps.map((rep) => ({ rep: aRep(rep), load: { open: 2, days: {} } }));
    return teamToRows({ team, members, ledger }, calendars, MONDAY);
  }

  it('splits turns by weight among active reps', () => {
    const lines = linesOf([
      { id: 'kim', teams: { sdr: 3 } },
      { id: 'lea', teams: { sdr: 1 } },
      { id: 'max', active: false },
    ]);
    expect(lines.map(({ rep, share, shift }) => [rep, share, shift])).toEqual([
      ['kim', 0.75, 'on'],
      ['lea', 0.25, 'on'],
      ['max', 0, 'left'],
    ]);
  });

  it('sums credit over bands, in leads; a team without turns has no credit', () => {
    expect(linesOf([{ id: 'kim' }])[0]?.credit).toBe(0.5);
    expect(linesOf([{ id: 'kim' }], aTeam({ turn: 'least_loaded' }))[0]?.credit).toBeUndefined();
  });

  it('prefers a cap of the rep to that of the team', () => {
    const caps = linesOf([{ id: 'kim' }, { id: 'lea', cap: { open: 3 } }]).map(({ open, cap }) => `${open}/${cap}`);
    expect(caps).toEqual(['2/8', '2/3']);
  });

  it('shows who is away', () => {
    const leaves = [{ from: addSeconds(MONDAY, -60), until: addSeconds(MONDAY, 60) }];
    const nights = aTeam({ hours: 'nights' });
    expect(linesOf([{ leaves }])[0]?.shift).toBe('on leave');
    const ledger = createLedger('sdr');
    const members = [{ rep: aRep(), load: { open: 0, days: {} } }];
    const [line] = teamToRows({ team: nights, members, ledger }, { nights: aCalendar('22:00', '24:00') }, MONDAY);
    expect(line?.shift).toBe('off');
  });
});
