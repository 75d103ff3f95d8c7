import { describe, expect, it } from 'vitest';
import { edited, PLAN_TEXT, problemsOf } from './plan-text.ts';

describe('the problems of a plan', () => {
  it('are absent from the plan that these tests edit', () => {
    expect(problemsOf(PLAN_TEXT)).toEqual([]);
  });

  it('include the line', () => {
    const text = edited('to: desk, otherwise: next', 'to: dsk, otherwise: next');
    const line = text.split('\n').findIndex((one) => one.includes('to: dsk')) + 1;

    expect(problemsOf(text)).toEqual([
      { path: 'layers[0].rules[0].to', line, message: 'there is no team `dsk`; did you mean `desk`?' },
    ]);
  });

  it('are all reported together, in file order', () => {
    const text = edited('hours: office, backup: sdr-amer', 'hours: x, backup: y', edited('mql: 30', 'mql: 70'));
    const more = edited('to: desk', 'to: x', edited('otherwise: catch-all\n', 'otherwise: x\n', text));

    expect(problemsOf(more).map(({ path }) => path)).toEqual([
      'scoring.mql',
      'teams.sdr-emea.hours',
      'teams.sdr-emea.backup',
      'layers[0].rules[0].to',
      'otherwise',
    ]);
  });

  it('name each unknown key on its own line of the file', () => {
    const text = `${PLAN_TEXT}places: {}\nlimit: {}\n`;
    const line = PLAN_TEXT.split('\n').length;

    expect(problemsOf(text)).toEqual([
      { path: 'places', line, message: expect.stringContaining('unknown key `places`; expected plan, owner,') },
      { path: 'limit', line: line + 1, message: 'unknown key `limit`; did you mean `limits`?' },
    ]);
  });
});
