import { describe, expect, it } from 'vitest';
import { coverPlan, formatCoverage, parseZone } from '../../../cli/plan/coverage.ts';
import { PLAN_TEXT, planOf } from '../../domain/plan/plan-text.ts';
import { aRep } from '../../support/builders/rep.ts';

const NOW = '2026-03-02T00:00:00.000Z';

describe('the coverage that baton plan check --reps shows', () => {
  it('is a map of the week for each team with reps, after what the rules miss', () => {
    const reps = [aRep({ teams: { 'sdr-emea': 1 } }), aRep({ id: 'ben', teams: { desc: 1 } })];
    const shown = formatCoverage(coverPlan(planOf(PLAN_TEXT), { reps, zone: 'Europe/Berlin', now: NOW }));
    expect(shown).toContain('! big: nobody can get a lead of desk');
    expect(shown).toContain('! rep ben is in team desc, which the plan does not have; did you mean desk?');
    expect(shown).toContain('sdr-emea: reps at work at each hour, Europe/Berlin, of 1');
    expect(shown).toContain('Mon  · · · · · · · · · 1 1 1 1 1 1 1 1 · · · · · · ·');
    expect(shown).not.toContain('desk: reps');
  });

  it('refuses a time zone that does not exist, with an example of one', () => {
    expect(parseZone('Asia/Kolkata')).toBe('Asia/Kolkata');
    expect(() => parseZone('Mars')).toThrow(/no time zone Mars; expected an IANA name such as Europe\/Berlin/);
  });
});
