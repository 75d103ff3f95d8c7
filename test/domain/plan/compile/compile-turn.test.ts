import { describe, expect, it } from 'vitest';
import { edited, planOf, problemsOf } from '../plan-text.ts';

const DESK = 'desk: {manager: ana.silva, hours: office';

const withTurn = (turn: string) => edited(DESK, `${DESK}, turn: ${turn}`);
const turnOf = (turn: string) => {
  const { turn: strategy, best } = planOf(withTurn(turn)).teams.desk ?? {};
  return { turn: strategy, best };
};

describe('turns by results', () => {
  it('have defaults that fit what is measured', () => {
    const best = { by: 'win_rate', overDays: 90, settledDays: 30, sample: 30, atMost: 1.5 };
    expect(turnOf('{best: win_rate}')).toEqual({ turn: 'best', best });
    expect(turnOf('{best: conversion}').best).toEqual({ ...best, by: 'conversion', settledDays: 14 });
    expect(turnOf('{best: first_response}').best).toEqual({ ...best, by: 'first_response', settledDays: 1 });
  });

  it('take what the plan says', () => {
    const turn = '{best: conversion, over: 26w, settled: 36h, sample: 50, at_most: 2x}';
    const best = { by: 'conversion', overDays: 182, settledDays: 2, sample: 50, atMost: 2 };
    expect(turnOf(turn)).toEqual({ turn: 'best', best });
    expect(turnOf(`account_owner, otherwise: ${turn}`)).toEqual({ turn: 'best', best });
  });

  it.each([
    ['{best: wins}', 'teams.desk.turn.best', '`win_rate`'],
    ['{best: win_rate, at_most: 5x}', 'teams.desk.turn.at_most', '`1.1x` to `3x`'],
    ['{best: win_rate, at_most: 1.05x}', 'teams.desk.turn.at_most', '`1.1x` to `3x`'],
    ['{best: win_rate, at_most: 1.5}', 'teams.desk.turn.at_most', 'such as `1.5x`'],
    ['{best: win_rate, sample: 0}', 'teams.desk.turn.sample', 'at least 1'],
    ['{best: win_rate, ovr: 90d}', 'teams.desk.turn.ovr', 'did you mean `over`'],
    ['{best: win_rate, over: 30d}', 'teams.desk.turn.over', 'only 0 days would count; expected `over` of at least 44d'],
    ['{best: conversion, over: 20d}', 'teams.desk.turn.over', 'only 6 days would count'],
    ['{best: win_rate, over: 60w}', 'teams.desk.turn.over', 'at most 366d'],
    ['account_owner, otherwise: {best: conversion, over: 2w}', 'teams.desk.otherwise.over', 'only 0 days'],
    ['[best]', 'teams.desk.turn', 'expected a map or a list'],
  ])('are refused as `%s`, with the key that is wrong', (turn, path, says) => {
    const [problem] = problemsOf(withTurn(turn));
    expect(problem?.path).toBe(path);
    expect(problem?.message).toContain(says);
  });
});
