import { describe, expect, it } from 'vitest';
import { checkEligibility } from '../../../shared/domain/assignment/eligibility.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aCalendar, aTeam } from '../../support/builders/plan.ts';
import { aCandidate, anAssignable } from './team.ts';

const NOW = MONDAY; // 10:00 in Berlin
const NIGHT = aCalendar('22:00', '24:00');
const LEAVE = [{ from: minutesAfterMonday(-60), until: minutesAfterMonday(60) }];
const NEEDS_GERMAN = { need: ['language'], values: { language: ['de'] } };

describe('eligibility for a lead', () => {
  it('includes a member at work with room', () => {
    expect(checkEligibility(aCandidate(), anAssignable('lead-0'), aTeam(), NOW)).toEqual({ eligible: true });
  });

  it.each([
    ['inactive', { active: false }, {}],
    ['not_in_team', { teams: { ae: 1 } }, {}],
    ['zero_weight', { teams: { sdr: 0 } }, {}],
    ['zero_weight', { teams: { sdr: 0.0004 } }, {}],
    ['zero_weight', { teams: { sdr: -1 } }, {}],
    ['excluded', {}, { excluded: ['kim'] }],
    ['previous_holder', {}, { previousHolders: ['kim'] }],
    ['need:language', { attributes: { language: ['fr', 'en'] } }, NEEDS_GERMAN],
    ['need:language', {}, NEEDS_GERMAN],
    [
      'need:product',
      { attributes: { language: ['de'] } },
      { need: ['language', 'product'], values: { language: ['de'], product: ['analytics'] } },
    ],
    ['on_leave', { leaves: LEAVE }, {}],
    ['off_shift', { calendar: NIGHT }, {}],
    ['off_shift', { holidays: ['2026-11-23'] }, {}],
    ['open_cap', { load: { open: 10 } }, {}],
    ['open_cap', { load: { open: 9 } }, { weight: 2 }],
    ['day_cap', { load: { days: { '2026-11-23': 5 } } }, {}],
    ['not_the_owner', {}, { only: 'lou' }],
  ])('excludes a rep passed over as %s', (because, rep, lead) => {
    const team = aTeam({ cap: { open: 10, day: 5 } });
    expect(checkEligibility(aCandidate(rep), anAssignable('lead-0', lead), team, NOW)).toEqual({
      eligible: false,
      because,
    });
  });

  it.each([
    [
      'one of the values is on the list',
      { attributes: { language: ['fr', 'de'] } },
      { need: ['language'], values: { language: ['nl', 'de'] } },
    ],
    ['the lead has no value for it', {}, { need: ['language'], values: {} }],
    ['the lead has an empty value for it', {}, { need: ['language'], values: { language: [] } }],
    ['the list is not needed', { attributes: { language: ['fr'] } }, { values: { language: ['de'] } }],
    ['the last slot is free', { load: { open: 9 } }, {}],
    ['yesterday was full', { load: { days: { '2026-11-22': 5 } } }, {}],
    ['the leave ends now', { leaves: [{ from: minutesAfterMonday(-60), until: NOW }] }, {}],
    ['the leave begins in a minute', { leaves: [{ from: minutesAfterMonday(1), until: minutesAfterMonday(60) }] }, {}],
  ])('includes a rep because %s', (_, rep, lead) => {
    const team = aTeam({ cap: { open: 10, day: 5 } });
    expect(checkEligibility(aCandidate(rep), anAssignable('lead-0', lead), team, NOW)).toEqual({ eligible: true });
  });

  it("counts a rep's own caps instead of the team's, in either direction", () => {
    const team = aTeam({ cap: { open: 10, day: 5 } });
    const lead = anAssignable('lead-0');
    const at = (cap: object, load: object) => checkEligibility(aCandidate({ cap, load }), lead, team, NOW);
    expect(at({ open: 2 }, { open: 2 })).toEqual({ eligible: false, because: 'open_cap' });
    expect(at({ open: 20 }, { open: 19 })).toEqual({ eligible: true });
    expect(at({ day: 0 }, {})).toEqual({ eligible: false, because: 'day_cap' });
    expect(at({ day: 9 }, { days: { '2026-11-23': 8 } })).toEqual({ eligible: true });
  });

  it("counts a day in the rep's own time zone", () => {
    const team = aTeam({ cap: { day: 1 } });
    const load = { days: { '2026-11-23': 1 } };
    const at = (zone: string, now: string) =>
      checkEligibility(aCandidate({ zone, load }), anAssignable('lead-0'), team, now);
    // 23:30 UTC on the 23rd is still the 23rd in New York and already the 24th in Berlin.
    expect(at('America/New_York', '2026-11-23T23:30:00.000Z')).toEqual({ eligible: false, because: 'day_cap' });
    expect(at('Europe/Berlin', '2026-11-23T23:30:00.000Z')).toEqual({ eligible: true });
    expect(at('Europe/Berlin', '2026-11-22T23:30:00.000Z')).toEqual({ eligible: false, because: 'day_cap' });
  });

  it('returns the first of several reasons, permanent ones before temporary ones', () => {
    const lead = anAssignable('lead-0', { previousHolders: ['kim'], excluded: ['kim'], ...NEEDS_GERMAN });
    const rep = { active: false, teams: { sdr: 0 }, calendar: NIGHT, leaves: LEAVE, load: { open: 99 } };
    const team = aTeam({ cap: { open: 1 } });
    const because = (own: object, forLead = lead) => {
      const verdict = checkEligibility(aCandidate({ ...rep, ...own }), forLead, team, NOW);
      return verdict.eligible ? 'eligible' : verdict.because;
    };
    expect(because({})).toBe('inactive');
    expect(because({ active: true })).toBe('zero_weight');
    expect(because({ active: true, teams: { sdr: 1 } })).toBe('excluded');
    expect(because({ active: true, teams: { sdr: 1 } }, { ...lead, excluded: [] })).toBe('previous_holder');
    const fits = { active: true, teams: { sdr: 1 }, attributes: { language: ['de'] } };
    expect(because(fits, anAssignable('lead-0', NEEDS_GERMAN))).toBe('on_leave');
    expect(because({ ...fits, leaves: [] }, anAssignable('lead-0'))).toBe('off_shift');
    expect(because({ ...fits, leaves: [], calendar: undefined }, anAssignable('lead-0'))).toBe('open_cap');
  });
});
