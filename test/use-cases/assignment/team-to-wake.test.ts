import { expect, it } from 'vitest';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import type { RuleAction } from '../../../shared/domain/plan/rule.ts';
import { findTeamToWake } from '../../../shared/use-cases/assignment/team-to-wake.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';
import { aCalendar, aPlan, aTeam } from '../../support/builders/plan.ts';

const NOW = '2026-11-24T03:30:00.000Z';
type Closed = Extract<RuleAction, { kind: 'assign' }>['closed'];

/** A lead of a closed team whose rule wakes these teams: `early` opens at six, `late` at seven, `empty` has nobody. */
async function find(
  teams: readonly string[],
  because: 'all_closed' | 'all_full' = 'all_closed',
  overrides: Partial<Lead> = {},
) {
  const plan = aPlan();
  const [demo] = plan.layers[1]?.rules ?? [];
  if (demo?.then.kind !== 'assign') throw new Error('the plan has no demo rule');
  const closed: Closed = { kind: 'wake', teams, withinSeconds: 900 };
  const baton = await aBaton({
    start: NOW,
    switches: { doorbell: false, sweep: false, timers: false },
    plan: {
      calendars: {
        own: aCalendar('09:00', '17:00'),
        early: aCalendar('06:00', '08:00'),
        late: aCalendar('07:00', '08:00'),
      },
      teams: {
        sdr: aTeam({ hours: 'own' }),
        early: aTeam({ id: 'early', hours: 'early' }),
        late: aTeam({ id: 'late', hours: 'late' }),
        empty: aTeam({ id: 'empty', hours: 'early' }),
      },
      layers: [{ layer: 'only', rules: [{ ...demo, then: { ...demo.then, closed } }] }],
    },
    reps: [
      { id: 'kim', zone: 'UTC' },
      { id: 'ari', zone: 'UTC', teams: { early: 1 } },
      { id: 'bob', zone: 'UTC', teams: { late: 1 } },
    ],
  });
  const lead = { ...(await baton.lead(await baton.postOne(aDemoRequest()))), ...overrides };
  return findTeamToWake(lead, { lead: lead.id, team: 'sdr', because, now: baton.now }, baton.deps);
}

it('finds the team that can take a lead first, whatever the order', async () => {
  const first = { team: 'early', freeAt: '2026-11-24T06:00:00.000Z' };
  expect(await find(['late', 'early'])).toEqual(first);
  expect(await find(['early', 'late'])).toEqual(first);
  expect(await find(['late'])).toEqual({ team: 'late', freeAt: '2026-11-24T07:00:00.000Z' });
});

it('finds nobody in an empty or unknown team, nor the closed team itself', async () => {
  expect(await find(['empty', 'nowhere', 'sdr'])).toBeUndefined();
});

it('wakes nobody for a team that is at work but full', async () => {
  expect(await find(['early'], 'all_full')).toBeUndefined();
});

it('wakes nobody who has refused the lead: it would only lose its place', async () => {
  expect(await find(['early'], 'all_closed', { refusedBy: ['ari'] })).toBeUndefined();
  expect(await find(['early', 'late'], 'all_closed', { refusedBy: ['ari'] })).toMatchObject({ team: 'late' });
});
