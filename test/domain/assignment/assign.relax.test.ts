import { describe, expect, it } from 'vitest';
import { minutesAfterMonday } from '../../support/builders/moment.ts';
import { aCalendar } from '../../support/builders/plan.ts';
import { aCandidate, anAssignable, decide, placed } from './team.ts';

const NIGHT = aCalendar('22:00', '24:00');
const lists = (territory: string, language: string) => ({
  attributes: { territory: [territory], language: [language] },
});
const german = anAssignable('lead-0', {
  need: ['territory', 'language'],
  relax: ['language', 'territory'],
  values: { territory: ['DE'], language: ['de'] },
});

describe('what a lead needs', () => {
  it('sends it to a rep who has all of it, whatever the others are owed', () => {
    const decided = decide({
      batch: [german, { ...german, lead: 'lead-1' }],
      candidates: [aCandidate({ id: 'ada', ...lists('DE', 'fr') }), aCandidate({ id: 'bo', ...lists('DE', 'de') })],
    });
    expect(placed(decided)).toEqual(['lead-0 bo', 'lead-1 bo']);
    expect(decided.assignments[0]?.relaxed).toEqual([]);
    expect(decided.record.leads[0]?.passedOver).toEqual({ 'need:language': ['ada'] });
  });

  it('is dropped in the order of `relax` when nobody in the team has it, and no further than needed', () => {
    const decided = decide({
      batch: [german],
      candidates: [aCandidate({ id: 'ada', ...lists('FR', 'de') }), aCandidate({ id: 'bo', ...lists('DE', 'fr') })],
    });
    expect(decided.assignments).toMatchObject([{ rep: 'bo', relaxed: ['language'] }]);
    expect(decided.record.leads[0]).toMatchObject({ relaxed: ['language'], passedOver: { 'need:territory': ['ada'] } });
  });

  it('is dropped altogether when every part of it may be', () => {
    const decided = decide({ batch: [german], candidates: [aCandidate({ id: 'ada', ...lists('FR', 'fr') })] });
    expect(decided.assignments).toMatchObject([{ rep: 'ada', relaxed: ['language', 'territory'] }]);
  });

  it.each([
    ['off shift', { calendar: NIGHT }],
    ['on leave', { leaves: [{ from: minutesAfterMonday(-1), until: minutesAfterMonday(600) }] }],
    ['full', { load: { open: 3 }, cap: { open: 3 } }],
    ['done for the day', { load: { days: { '2026-11-23': 3 } }, cap: { day: 3 } }],
  ])('is not dropped because the rep who has it is %s: the lead waits', (_, own) => {
    const decided = decide({
      batch: [german],
      candidates: [
        aCandidate({ id: 'ada', ...lists('DE', 'de'), ...own }),
        aCandidate({ id: 'bo', ...lists('FR', 'fr') }),
      ],
    });
    expect(decided.assignments).toEqual([]);
    expect(decided.unassigned[0]?.because).not.toBe('nobody_ever');
  });

  it.each([
    ['left', { active: false }],
    ['is in another team', { teams: { ae: 1 } }],
    ['takes no turns', { teams: { sdr: 0 } }],
  ])('is dropped when the rep who has it %s', (_, own) => {
    const decided = decide({
      batch: [german],
      candidates: [
        aCandidate({ id: 'ada', ...lists('DE', 'de'), ...own }),
        aCandidate({ id: 'bo', ...lists('FR', 'fr') }),
      ],
    });
    expect(decided.assignments).toMatchObject([{ rep: 'bo', relaxed: ['language', 'territory'] }]);
  });

  it('means that nobody can ever take the lead, if it may not be dropped', () => {
    const decided = decide({
      batch: [{ ...german, relax: ['language', 'product'] }],
      candidates: [aCandidate({ id: 'ada', ...lists('FR', 'de'), calendar: NIGHT })],
    });
    expect(decided.unassigned).toEqual([{ lead: 'lead-0', because: 'nobody_ever' }]);
    expect(decided.record.leads[0]).toMatchObject({ relaxed: ['language'], passedOver: { 'need:territory': ['ada'] } });
  });
});

describe('previous holders', () => {
  it('do not get it again while somebody else could take it, even tomorrow', () => {
    const decided = decide({
      batch: [anAssignable('lead-0', { previousHolders: ['ada'] })],
      candidates: [aCandidate({ id: 'ada' }), aCandidate({ id: 'bo', calendar: NIGHT })],
    });
    expect(decided.assignments).toEqual([]);
    expect(decided.unassigned).toEqual([
      { lead: 'lead-0', because: 'all_closed', opensAt: '2026-11-23T21:00:00.000Z' },
    ]);
    expect(decided.record.leads[0]?.passedOver).toEqual({ previous_holder: ['ada'], off_shift: ['bo'] });
  });

  it('do not get it again while another team can be tried, even if nobody else is in this one', () => {
    const lead = anAssignable('lead-0', { previousHolders: ['ada'], hasOtherTeams: true });
    const decided = decide({ batch: [lead], candidates: [aCandidate({ id: 'ada' })] });
    expect(decided.unassigned).toEqual([{ lead: 'lead-0', because: 'nobody_ever' }]);
    expect(decided.record.leads[0]?.passedOver).toEqual({ previous_holder: ['ada'] });
  });

  it('are considered only after all requirements are relaxed', () => {
    const decided = decide({
      batch: [{ ...german, previousHolders: ['ada'] }],
      candidates: [aCandidate({ id: 'ada', ...lists('DE', 'de') }), aCandidate({ id: 'bo', ...lists('FR', 'fr') })],
    });
    expect(decided.assignments).toMatchObject([{ rep: 'bo', relaxed: ['language', 'territory'] }]);
  });

  it('get it again when nobody else ever could, with every requirement back in force', () => {
    const decided = decide({
      batch: [{ ...german, previousHolders: ['ada', 'cy'], relax: ['language'] }],
      candidates: [
        aCandidate({ id: 'ada', ...lists('DE', 'de') }),
        aCandidate({ id: 'bo', ...lists('FR', 'de') }),
        aCandidate({ id: 'cy', ...lists('DE', 'fr') }),
      ],
    });
    expect(decided.assignments).toMatchObject([{ rep: 'ada', relaxed: [] }]);
    expect(decided.record.leads[0]).toMatchObject({
      holdersAgain: true,
      passedOver: { 'need:territory': ['bo'], 'need:language': ['cy'] },
    });
  });

  it('never get it if they are excluded, even as the last resort', () => {
    const decided = decide({
      batch: [anAssignable('lead-0', { previousHolders: ['ada'], excluded: ['ada'] })],
      candidates: [aCandidate({ id: 'ada' })],
    });
    expect(decided.unassigned).toEqual([{ lead: 'lead-0', because: 'nobody_ever' }]);
    expect(decided.record.leads[0]?.passedOver).toEqual({ excluded: ['ada'] });
  });
});
