import { describe, expect, it } from 'vitest';
import { calculateScore } from '../../../shared/domain/routing/scoring.ts';
import { edited, PLAN_TEXT, planOf } from '../plan/plan-text.ts';

const SCORING = planOf(
  edited(
    'fit: {max: 50, points: [{employees: 1000+, add: 15}]}\n  behaviour: {max: 60, points: [{touch: demo_request, add: 45}]}',
    `fit:
    max: 50
    points: [{employees: 1000+, add: 40}, {seniority: [vp], any: [{industry: saas}, {industry: health}], add: 20}, {email_kind: free, add: -15}]
  behaviour:
    max: 60
    points: [{touch: demo_request, add: 45}, {touch: [webinar, pricing_page], add: 8, at_most: 3}, {touch: unsubscribe, add: -60}]`,
    edited('{hot: 45, cold: 0}', '{hot: 80, warm: 50, cold: 0}', PLAN_TEXT),
  ),
).scoring;

const NOON = '2026-11-21T12:00:00.000Z';
const at = (minute: number): string => `2026-11-21T11:${String(minute).padStart(2, '0')}:00.000Z`;
const touches = (...names: readonly string[]) => names.map((touch, minute) => ({ touch, at: at(minute) }));

describe('score', () => {
  it('is 0 for a lead without known facts', () => {
    expect(calculateScore(SCORING, {}, [], NOON)).toEqual({
      total: 0,
      fit: 0,
      behaviour: 0,
      band: 'cold',
      reasons: [],
    });
  });

  it('adds fit points per condition and behaviour points per touchpoint, with reasons', () => {
    const lead = { employees: '1000+', email_kind: 'free' };

    expect(calculateScore(SCORING, lead, touches('webinar', 'demo_request', 'pricing_page'), NOON)).toEqual({
      total: 85,
      fit: 25,
      behaviour: 60,
      band: 'hot',
      reasons: [
        { part: 'fit', fields: ['employees'], points: 40 },
        { part: 'fit', fields: ['email_kind'], points: -15 },
        { part: 'behaviour', fields: ['touch'], points: 45 },
        { part: 'behaviour', fields: ['touch'], points: 16 },
      ],
    });
  });

  it('caps each part at its own max', () => {
    const lead = { employees: '1000+', seniority: 'vp', industry: 'saas' };

    expect(calculateScore(SCORING, lead, touches('demo_request', 'demo_request'), NOON)).toMatchObject({
      fit: 50,
      behaviour: 60,
      total: 110,
    });
  });

  it('counts a touchpoint at most `at_most` times', () => {
    const behaviour = (times: number) =>
      calculateScore(SCORING, {}, touches(...Array(times).fill('webinar')), NOON).behaviour;

    expect([1, 2, 3, 4, 9].map(behaviour)).toEqual([8, 16, 24, 24, 24]);
  });

  it('counts every touchpoint when there is no limit', () => {
    expect(calculateScore(SCORING, {}, touches('unsubscribe', 'unsubscribe'), NOON).behaviour).toBe(-120);
  });

  it('puts scores below every band into the lowest', () => {
    expect(calculateScore(SCORING, { email_kind: 'free' }, touches('unsubscribe'), NOON)).toMatchObject({
      total: -75,
      band: 'cold',
    });
  });

  it.each([
    [84, 'hot'],
    [85, 'hot'],
    [86, 'warm'],
  ])('a total of 85 with a band from %i is %s', (from, band) => {
    const bands = [
      { band: 'hot', from },
      { band: 'warm', from: 50 },
      { band: 'cold', from: 0 },
    ];

    expect(calculateScore({ ...SCORING, bands }, { employees: '1000+' }, touches('demo_request'), NOON)).toMatchObject({
      total: 85,
      band,
    });
  });

  it('uses each touchpoint, not only the latest', () => {
    expect(calculateScore(SCORING, { touch: 'demo_request' }, touches('webinar'), NOON).behaviour).toBe(8);
  });

  it('is the score at a moment: later touchpoints do not count', () => {
    const history = touches('webinar', 'demo_request');

    expect(calculateScore(SCORING, {}, history, at(0)).behaviour).toBe(8);
    expect(calculateScore(SCORING, {}, history, at(1)).behaviour).toBe(53);
  });
});
