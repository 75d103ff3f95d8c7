import { describe, expect, it } from 'vitest';
import {
  canSeeLead,
  canSeeRep,
  canSeeTeam,
  placeOfLead,
  visibilityOf,
  visibleTeamsOf,
} from '../../../shared/domain/access/visibility.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aPlan } from '../../support/builders/plan.ts';

// Team `sdr` is managed by mia, `ae` by ana.
const PLAN = aPlan();
const MIA = visibilityOf({ scope: 'teams', person: 'mia' }, PLAN);
const ANA = visibilityOf({ scope: 'teams', person: 'ana' }, PLAN);
const aTarget = {
  kind: 'team',
  rule: 'demo',
  sla: 'demo',
  need: [],
  relax: [],
  priority: 'normal',
  closed: { kind: 'hold' },
} as const;
const aRoute = { outcome: 'assign', rule: 'demo', layer: 'territory' } as const;
const KIM = visibilityOf({ scope: 'own', person: 'kim' }, PLAN);

describe('a manager', () => {
  it.each(['queued', 'assigned', 'working', 'sought'] as const)(
    'sees a lead of their teams that is %s, others do not',
    (stage) => {
      const place = placeOfLead(aLead(stage));
      expect([canSeeLead(MIA, place), canSeeLead(ANA, place)]).toEqual([true, false]);
    },
  );

  it('sees a lead that nobody has any longer if it was routed to their team, or last held or qualified there', () => {
    const route = { ...aRoute, targets: [{ ...aTarget, team: 'sdr' }] } as const;
    const closed: Lead = { ...aLead('closed'), routing: { plan: 1, at: MONDAY, target: 0, route } };
    const asleep = aLead('nurturing');
    const nurtured = { ...asleep, stage: { ...asleep.stage, lastOwner: { rep: 'kim', team: 'sdr' } } } as Lead;
    const qualified = { ...aLead('closed'), credited: [{ rep: 'kim', team: 'sdr', at: MONDAY }] };
    for (const lead of [closed, nurtured, qualified])
      expect([canSeeLead(MIA, placeOfLead(lead)), canSeeLead(ANA, placeOfLead(lead))]).toEqual([true, false]);
    expect(canSeeLead(MIA, placeOfLead(aLead('closed')))).toBe(false);
  });

  it('sees what they are accountable for or hold, in whatever team', () => {
    expect(canSeeLead(ANA, { accountable: 'ana', teams: [] })).toBe(true);
    expect(canSeeLead(ANA, { owner: 'ana', teams: ['sdr'] })).toBe(true);
    expect(canSeeLead(ANA, { teams: [] })).toBe(false);
  });

  it('sees of the teams of a rep those that they manage, and all of their own', () => {
    const teams = { sdr: 1, ae: 1 };
    expect(visibleTeamsOf(MIA, { id: 'kim', teams })).toEqual(['sdr']);
    expect(visibleTeamsOf(MIA, { id: 'mia', teams })).toEqual(['sdr', 'ae']);
    expect(visibleTeamsOf({ scope: 'all' }, { id: 'kim', teams })).toEqual(['sdr', 'ae']);
  });

  it('no longer sees a lead that has gone to another team', () => {
    const moved = placeOfLead(aLead('assigned', { team: 'ae' }));
    expect([canSeeLead(MIA, moved), canSeeLead(ANA, moved)]).toEqual([false, true]);
  });

  it('sees the reps of their teams and themselves', () => {
    expect(canSeeRep(MIA, { id: 'kim', teams: { sdr: 1, ae: 0 } })).toBe(true);
    expect(canSeeRep(MIA, { id: 'lou', teams: { ae: 1 } })).toBe(false);
    expect(canSeeRep(MIA, { id: 'mia', teams: {} })).toBe(true);
    expect([canSeeTeam(MIA, 'sdr'), canSeeTeam(MIA, 'ae')]).toEqual([true, false]);
  });

  it('of no team, or while there is no plan, sees what is theirs alone', () => {
    for (const plan of [PLAN, undefined]) {
      const nobody = visibilityOf({ scope: 'teams', person: 'max' }, plan);
      expect(canSeeLead(nobody, placeOfLead(aLead('assigned')))).toBe(false);
      expect(canSeeLead(nobody, { owner: 'max', teams: ['sdr'] })).toBe(true);
    }
  });
});

it('a rep sees their leads and themselves, and no team', () => {
  const place = placeOfLead(aLead('assigned'));
  expect([canSeeLead(KIM, place), canSeeLead(KIM, { ...place, owner: 'lou', accountable: 'kim' })]).toEqual([
    true,
    false,
  ]);
  expect([canSeeRep(KIM, { id: 'kim', teams: {} }), canSeeRep(KIM, { id: 'lou', teams: { sdr: 1 } })]).toEqual([
    true,
    false,
  ]);
  expect(canSeeTeam(KIM, 'sdr')).toBe(false);
});

it('an admin, and the key of a machine, see everything that their role reaches', () => {
  for (const all of [
    visibilityOf({ scope: 'all', person: 'dana' }, PLAN),
    visibilityOf({ scope: 'teams', person: undefined }, PLAN),
  ])
    expect([canSeeLead(all, { teams: [] }), canSeeRep(all, { id: 'x', teams: {} }), canSeeTeam(all, 'x')]).toEqual([
      true,
      true,
      true,
    ]);
});
