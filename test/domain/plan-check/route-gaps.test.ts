import { expect, it } from 'vitest';
import { findTeamCoverage } from '../../../shared/domain/plan-check/coverage.ts';
import { findRouteGaps } from '../../../shared/domain/plan-check/route-gaps.ts';
import type { Rep } from '../../../shared/domain/team/rep.ts';
import { aRep } from '../../support/builders/rep.ts';
import { edited, PLAN_TEXT, planOf } from '../plan/plan-text.ts';

function kindsOf(reps: readonly Rep[], text = PLAN_TEXT) {
  const plan = planOf(text);
  const question = { plan, reps, holidays: {}, zone: 'UTC', from: '2026-03-02T00:00:00.000Z' };
  const coverage = Object.values(plan.teams).map((team) => findTeamCoverage(team, question));
  return findRouteGaps(plan, { reps, coverage });
}

const EMEA = aRep({ id: 'mia', teams: { 'sdr-emea': 1 } });
const AMER = aRep({ id: 'sam', teams: { 'sdr-amer': 1 } });
const DESK = aRep({ id: 'noa', teams: { desk: 1 } });

it('finds nothing where each team of a rule has somebody', () => {
  expect(kindsOf([EMEA, AMER, DESK])).toEqual([]);
});

it('names a team whose only reps have left or have no share', () => {
  const gone = { ...DESK, active: false };
  const idle = { ...AMER, teams: { 'sdr-amer': 0 } };
  expect(kindsOf([EMEA, idle, gone])).toEqual([
    { kind: 'nobody', rule: 'big', team: 'desk' },
    { kind: 'nobody', rule: 'sdr', team: 'sdr-amer' },
  ]);
});

it('names a team whose reps are all on leave in a usual week', () => {
  const away = { ...DESK, leaves: [{ from: '2026-01-01T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z' }] };
  expect(kindsOf([EMEA, AMER, away])).toEqual([{ kind: 'away', rule: 'big', team: 'desk' }]);
});

it('names an attribute that a rule needs and nobody has, unless it may be dropped', () => {
  const needing = (rest: string) => edited('to: desk,', `to: desk, need: [language]${rest},`);
  const found = [{ kind: 'attribute', rule: 'big', team: 'desk', attribute: 'language' }];
  expect(kindsOf([EMEA, AMER, DESK], needing(''))).toEqual(found);
  expect(kindsOf([EMEA, AMER, DESK], needing(', relax: [language]'))).toEqual([]);
  expect(kindsOf([EMEA, AMER, { ...DESK, attributes: { language: ['de'] } }], needing(''))).toEqual([]);
});

it('counts the hours of an urgent rule at which nobody is awake', () => {
  const urgent = edited('to: desk,', 'to: desk, priority: urgent,');
  expect(kindsOf([EMEA, AMER, DESK], urgent)).toEqual([{ kind: 'asleep', rule: 'big', team: 'desk', hours: 128 }]);
});

it('suggests the team that a rep was meant to be in', () => {
  const typo = aRep({ id: 'ben', teams: { 'sdr-emae': 1 } });
  expect(kindsOf([EMEA, AMER, DESK, typo])).toEqual([
    { kind: 'unknown_team', rep: 'ben', team: 'sdr-emae', nearest: 'sdr-emea' },
  ]);
});
