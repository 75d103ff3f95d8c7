import { describe, expect, it } from 'vitest';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { hasNews, listAway, listFull, sortLeads } from '../../../shared/domain/reporting/morning-report.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aTeam } from '../../support/builders/plan.ts';
import { aRep } from '../../support/builders/rep.ts';
import { aMorningReport, aReportedLead, someFigures } from '../../support/builders/reports.ts';

const EVENING = minutesAfterMonday(12 * 60);

/** An assigned lead with these changes of its stage. */
function anAssigned(stage: object, lead: Partial<Lead> = {}): Lead {
  const built = aLead('assigned');
  return { ...built, ...lead, stage: { ...built.stage, notifiedAt: MONDAY, ...stage } as Lead['stage'] };
}

function sort(leads: readonly Lead[], now = minutesAfterMonday(60), endsAt = EVENING) {
  const sorted = sortLeads(leads, { now, endsAt });
  return Object.fromEntries(
    Object.entries(sorted).map(([list, found]) => [list, found.map(({ lead }: { lead: string }) => lead)]),
  );
}

const dueAt = (at: string) => ({ deadlines: [{ kind: 'breach', at }] });

describe('leads in the morning', () => {
  it('are overdue once breached, longest first', () => {
    const [late, later] = [anAssigned({ breachedAt: MONDAY }), anAssigned({ breachedAt: minutesAfterMonday(5) })];
    expect(sort([later, late])).toMatchObject({ overdue: [late.id, later.id], dueToday: [], untold: [] });
  });

  it('wait in a team since their work item, with the reason', () => {
    const { waiting } = sortLeads([aLead('queued'), aLead('parked')], { now: MONDAY, endsAt: EVENING });
    expect(waiting).toMatchObject([{ team: 'sdr', because: 'queued' }, { because: 'nobody_fits' }]);
  });

  it('have an owner who was not told, if that takes more than a quarter of an hour', () => {
    const lead = anAssigned({ notifiedAt: undefined, assignedAt: MONDAY });
    expect(sort([lead], minutesAfterMonday(15)).untold).toEqual([]);
    expect(sort([lead], minutesAfterMonday(16)).untold).toEqual([lead.id]);
  });

  it('of tests and of shadow mode need nobody', () => {
    const stage = { breachedAt: MONDAY, notifiedAt: undefined };
    const leads = [anAssigned(stage, { test: true }), anAssigned(stage, { shadow: true })];
    expect(sort(leads)).toEqual({ overdue: [], dueToday: [], waiting: [], untold: [] });
  });

  it('in work, in nurture or closed need nobody', () => {
    const leads = (['working', 'nurturing', 'closed'] as const).map((state) => aLead(state));
    expect(sort(leads)).toEqual({ overdue: [], dueToday: [], waiting: [], untold: [] });
  });
});

describe('people in the morning', () => {
  it('are away if a leave touches the rest of the day', () => {
    const from = minutesAfterMonday(60);
    const until = minutesAfterMonday(120);
    const rep = aRep({ leaves: [{ from, until }] });
    const awayAt = (now: string, endsAt = EVENING) => listAway([rep], { now, endsAt });
    expect(awayAt(MONDAY)).toEqual([{ rep: 'kim', until }]);
    expect(awayAt(MONDAY, from)).toEqual([]);
    expect(awayAt(until)).toEqual([]);
    expect(listAway([{ ...rep, active: false }], { now: MONDAY, endsAt: EVENING })).toEqual([]);
  });

  it('are full at the cap of their own or of the team', () => {
    const team = aTeam({ cap: { open: 3 } });
    const fullWith = (open: number, cap?: object) =>
      listFull([{ rep: aRep(cap), load: { open, days: {} } }], team).map((one) => one.cap);
    expect(fullWith(2)).toEqual([]);
    expect(fullWith(3)).toEqual([3]);
    expect(fullWith(3, { cap: { open: 4 } })).toEqual([]);
    expect(fullWith(3, { active: false })).toEqual([]);
    expect(listFull([{ rep: aRep(), load: { open: 99, days: {} } }], aTeam())).toEqual([]);
  });
});

describe('a report', () => {
  it('has no news when nothing happened, even if somebody is away', () => {
    expect(hasNews(aMorningReport())).toBe(false);
    expect(hasNews(aMorningReport({ away: [{ rep: 'kim', until: EVENING }] }))).toBe(false);
  });

  it.each([
    { figures: someFigures({ assigned: 1 }) },
    { figures: someFigures({ due: 1 }) },
    { ranOut: [{ rep: 'kim', count: 1, of: 1 }] },
    { full: [{ rep: 'kim', open: 1, cap: 1 }] },
    { reviews: [{ list: 'hasty', count: 1, isMore: false }] },
    { leads: { overdue: [], dueToday: [], waiting: [], untold: [aReportedLead()] } },
  ])('has news with %j', (overrides) => {
    expect(hasNews(aMorningReport(overrides))).toBe(true);
  });
});

it('lists first responses that are due before the day ends', () => {
  const lead = anAssigned(dueAt(minutesAfterMonday(90)));
  expect(sort([lead]).dueToday).toEqual([lead.id]);
  expect(sort([lead], MONDAY, minutesAfterMonday(90)).dueToday).toEqual([]);
  expect(sort([anAssigned({ ...dueAt(minutesAfterMonday(90)), breachedAt: MONDAY })]).dueToday).toEqual([]);
});
