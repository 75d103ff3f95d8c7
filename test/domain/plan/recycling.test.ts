import { describe, expect, it } from 'vitest';
import { edited, PLAN_TEXT, planOf, problemsOf } from './plan-text.ts';

const DAY = 86_400;
const WHOLE = `${PLAN_TEXT}limits: {reassign: 2, then: recycle, reason: no_answer}
working: {quiet: 40h, then: [nudge, recycle]}
recycling:
  no_answer: {nurture: re-engage, after: 30d, times: 2}
  later: {nurture: calendar, after: asked_date, at_most: 180d, times: 3}
  no_budget: {nurture: long, after: 180d, only_if: {score: ">= 40"}, times: 1}
  early_if: {any: [{touch: [pricing_page, demo_request]}, {score: ">= 50"}]}
  cool_down: 7d
  returns_to: {replied: same_owner, otherwise: new_owner}
  stop: {cycles: 3, contacts: 8/90d, then: catch_all}
`;

describe('recycling in a plan', () => {
  it('has a row for each reason, and limits', () => {
    const { recycling, limits, working } = planOf(WHOLE);
    const score = (from: number) => ({ kind: 'field', field: 'score', test: { op: 'within', from } });
    expect(recycling).toEqual({
      reasons: {
        no_answer: { track: 're-engage', afterSeconds: 30 * DAY, atMostSeconds: 400 * DAY, times: 2 },
        later: { track: 'calendar', atMostSeconds: 180 * DAY, times: 3 },
        no_budget: {
          ...{ track: 'long', afterSeconds: 180 * DAY, atMostSeconds: 400 * DAY, times: 1 },
          onlyIf: score(40),
        },
      },
      earlyIf: {
        kind: 'any',
        of: [
          { kind: 'field', field: 'touch', test: { op: 'in', values: ['pricing_page', 'demo_request'] } },
          score(50),
        ],
      },
      coolDownSeconds: 7 * DAY,
      returnsTo: { replied: 'same_owner', otherwise: 'new_owner' },
      stop: { cycles: 3, contacts: { most: 8, withinSeconds: 90 * DAY }, then: 'catch_all' },
    });
    expect(limits).toEqual({
      reassign: 2,
      refuse: 3,
      byHand: 3,
      reopen: { most: 3, withinSeconds: 90 * 24 * 3600 },
      then: 'recycle',
      reason: 'no_answer',
    });
    expect(working).toMatchObject({ then: ['nudge', 'recycle'], reason: 'no_answer' });
  });

  it('has default reasons and limits in a plan that does not mention it', () => {
    const { recycling, limits } = planOf(PLAN_TEXT);
    expect(recycling).toEqual({
      reasons: {
        later: { track: 'later', atMostSeconds: 400 * DAY },
        no_answer: { track: 're-engage', afterSeconds: 30 * DAY, atMostSeconds: 400 * DAY },
      },
      earlyIf: { kind: 'field', field: 'score', test: { op: 'within', from: 30 } },
      coolDownSeconds: 0,
      returnsTo: { replied: 'same_owner', otherwise: 'new_owner' },
      stop: { cycles: 3, then: 'close' },
    });
    expect(limits.then).toBe('catch_all');
  });

  it('lets conditions use the cycle of a recycled lead', () => {
    const text = edited('{rule: big, when: {employees: 1000+}', '{rule: big, when: {cycle: 1+}');
    expect(planOf(text).layers[0]?.rules[0]?.when).toEqual({
      kind: 'field',
      field: 'cycle',
      test: { op: 'within', from: 1 },
    });
  });

  it.each([
    ['reason: no_answer}', 'reason: no_anser}', 'limits.reason', 'did you mean `no_answer`?'],
    ['reason: no_answer}', 'reason: later}', 'limits.reason', 'waits for a date, which nobody provides here'],
    ['then: recycle, reason', 'then: catch_all, reason', 'limits.reason', 'only goes with `then`: recycle'],
    ['[nudge, recycle]}', '[nudge, recycle], reason: sleepy}', 'working.reason', 'there is no reason `sleepy`'],
    ['after: 30d, times', 'after: 0d, times', 'recycling.no_answer.after', 'more than zero'],
    ['at_most: 180d', 'at_most: 0d', 'recycling.later.at_most', 'more than zero'],
    ['after: asked_date', 'after: askeddate', 'recycling.later.after', '`asked_date` or a time such as `30d`'],
    ['times: 1}', 'times: 0}', 'recycling.no_budget.times', 'at least 1'],
    ['only_if: {score: ">= 40"}', 'only_if: {scor: ">= 40"}', 'recycling.no_budget.only_if.scor', '`score`?'],
    ['{touch: [pricing_page', '{touhc: [pricing_page', 'recycling.early_if.any[0].touhc', 'did you mean `touch`?'],
    ['otherwise: new_owner', 'otherwise: next', 'recycling.returns_to.otherwise', '`same_owner` or `new_owner`'],
    ['8/90d', '8 in 90d', 'recycling.stop.contacts', 'such as `8/90d`'],
    ['8/90d', '101/90d', 'recycling.stop.contacts', 'at most 100'],
    ['cycles: 3', 'cycels: 3', 'recycling.stop.cycels', 'did you mean `cycles`?'],
    ['  no_budget: {', '  No budget: {', 'recycling.No budget', 'expected a name of lower-case letters'],
    ['cool_down: 7d', 'cooldown: 7d', 'recycling.cooldown', 'expected a map'],
  ])('%s written as %s is a problem of %s: %s', (written, instead, path, says) => {
    const [problem, ...others] = problemsOf(edited(written, instead, WHOLE));
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ path, message: expect.stringContaining(says) });
    const line = WHOLE.split('\n').findIndex((text) => text.includes(written)) + 1;
    expect(problem?.line).toBe(line);
  });
});

describe('points that decay', () => {
  it('have a half-life', () => {
    const text = edited('behaviour: {max: 60,', 'behaviour: {max: 60, half_life: 14d,');
    expect(planOf(text).scoring.behaviour.halfLifeSeconds).toBe(14 * DAY);
    expect(planOf(PLAN_TEXT).scoring.behaviour).not.toHaveProperty('halfLifeSeconds');
  });

  it('need a half-life above zero', () => {
    const text = edited('behaviour: {max: 60,', 'behaviour: {max: 60, half_life: 0d,');
    expect(problemsOf(text)).toMatchObject([{ path: 'scoring.behaviour.half_life' }]);
  });
});
