import { describe, expect, it } from 'vitest';
import type { AssignableLead } from '../../../shared/domain/assignment/candidate.ts';
import { explainDecision } from '../../../shared/domain/assignment/decision-record.ts';
import { createLedger, UNITS_PER_LEAD } from '../../../shared/domain/assignment/fairness/ledger.ts';
import { replayDecision } from '../../../shared/domain/assignment/replay-decision.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { readingOf } from '../../../shared/domain/team/calendar-reading.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aCalendar } from '../../support/builders/plan.ts';
import { aCandidate, anAssignable, decide, placed } from './team.ts';

const LEAVE = [{ from: addSeconds(MONDAY, -60), until: addSeconds(MONDAY, 5 * 24 * 3600) }];
const HELD = { for: 'ada', waitUntil: minutesAfterMonday(60), isTakeover: true };

/** A lead that was taken from `ada`, whose leave began. */
const aTakenLead = (lead: string, overrides: Partial<AssignableLead> = {}) =>
  anAssignable(lead, { backup: HELD, previousHolders: ['ada'], ...overrides });

const ada = aCandidate({ id: 'ada', leaves: LEAVE, backup: 'cy' });
const office = (overrides: Parameters<typeof aCandidate>[0] = {}) => [
  ada,
  aCandidate({ id: 'bo' }),
  aCandidate({ id: 'cy', ...overrides }),
];
const whoGets = (lead: AssignableLead, overrides: Parameters<typeof aCandidate>[0] = {}) =>
  placed(decide({ batch: [lead], candidates: office(overrides) }));

describe('the backup of a rep whose leave has begun', () => {
  it('gets their lead out of turn, and the record says for whom', () => {
    const decided = decide({ batch: [aTakenLead('a'), aTakenLead('b')], candidates: office() });
    expect(placed(decided)).toEqual(['a cy', 'b cy']);
    expect(decided.assignments[0]).toMatchObject({ asBackup: { for: 'ada', charged: false } });
    expect(decided.ledger).toEqual(createLedger('sdr'));
    expect(explainDecision(decided.record, 'a')).toMatchObject({
      chosen: 'cy',
      only: 'cy',
      backupFor: 'ada',
      charged: false,
      passedOver: [
        { rep: 'ada', reason: 'previous_holder' },
        { rep: 'bo', reason: 'not_the_owner' },
      ],
    });
    expect(replayDecision(decided.record)).toEqual([
      { lead: 'a', chosen: 'cy' },
      { lead: 'b', chosen: 'cy' },
    ]);
  });

  it('gets it without what it needs, in a meeting, and with no turns of their own', () => {
    const needy = { need: ['territory'], values: { territory: ['DE'] } };
    expect(whoGets(aTakenLead('a', needy))).toEqual(['a cy']);
    const meetings = { atLeastSeconds: 60, waitUntil: minutesAfterMonday(5) };
    const reading = readingOf('cy', [{ from: MONDAY, until: minutesAfterMonday(50) }], MONDAY);
    expect(whoGets(aTakenLead('a', { meetings }), { reading })).toEqual(['a cy']);
    expect(whoGets(aTakenLead('a'), { teams: { sdr: 0 } })).toEqual(['a cy']);
  });

  it.each<[string, Parameters<typeof aCandidate>[0]]>([
    ['has left', { active: false }],
    ['is on leave', { leaves: LEAVE }],
    ['is full', { cap: { open: 2 }, load: { open: 2 } }],
    ['has had all leads of the day', { cap: { day: 2 }, load: { days: { '2026-11-23': 2 } } }],
    ['has left the team', { teams: { ae: 1 } }],
    ['comes back too late', { calendar: aCalendar('22:00', '23:00') }],
  ])('is passed over for the team when they %s', (_, overrides) => {
    const decided = decide({ batch: [aTakenLead('a')], candidates: office(overrides) });
    expect(placed(decided)).toEqual(['a bo']);
    expect(decided.assignments[0]).not.toHaveProperty('asBackup');
    expect(decided.record.leads[0]).not.toHaveProperty('backupFor');
  });

  it('is passed over when they held or refused it before', () => {
    expect(whoGets(aTakenLead('a', { previousHolders: ['cy', 'ada'] }))).toEqual(['a bo']);
    expect(whoGets(aTakenLead('a', { refusedBy: ['cy'] }))).toEqual(['a bo']);
  });

  it('never exceeds a cap, nor within one batch; as a backup, not even when the rule ignores caps', () => {
    const full = office({ cap: { open: 2 }, load: { open: 1 } });
    const decided = decide({ batch: ['a', 'b', 'c'].map((id) => aTakenLead(id)), candidates: full });
    expect(placed(decided)).toEqual(['a cy', 'b bo', 'c bo']);
    expect(decided.assignments[0]?.saveConditions.openCap).toBe(2);
    const ignoring = decide({ batch: ['a', 'b'].map((id) => aTakenLead(id, { capped: false })), candidates: full });
    expect(ignoring.assignments.map(({ saveConditions: { openCap } }) => openCap)).toEqual([2, undefined]);
    expect(ignoring.record.leads.map(({ backupFor }) => backupFor)).toEqual(['ada', undefined]);
  });

  it('is waited for while they come to work in time, or while nobody else is there either', () => {
    const inAnHour = { calendar: aCalendar('11:00', '18:00') };
    const inTime = decide({ batch: [aTakenLead('a')], candidates: office(inAnHour) });
    const opensAt = minutesAfterMonday(60);
    expect(inTime.unassigned).toEqual([{ lead: 'a', because: 'all_closed', teamAtWork: true, opensAt }]);
    const closed = [
      ada,
      aCandidate({ id: 'bo', calendar: aCalendar('18:00', '22:00') }),
      aCandidate({ id: 'cy', calendar: aCalendar('20:00', '22:00') }),
    ];
    const asleep = decide({ batch: [aTakenLead('a')], candidates: closed });
    expect(asleep.unassigned).toEqual([{ lead: 'a', because: 'all_closed', opensAt: minutesAfterMonday(480) }]);
    expect(asleep.record.leads[0]).toMatchObject({ only: 'cy', backupFor: 'ada' });
  });
});

describe('a lead for one rep only who is on leave', () => {
  const owned = (overrides: Partial<AssignableLead> = {}) =>
    anAssignable('a', { only: 'ada', backup: { ...HELD, isTakeover: false }, maxAwaySeconds: 3600, ...overrides });

  it('goes to the backup, on the terms of its rule but for caps', () => {
    const decided = decide({ batch: [owned({ capped: false })], candidates: office() });
    expect(placed(decided)).toEqual(['a cy']);
    expect(decided.record.leads[0]).toMatchObject({ only: 'cy', backupFor: 'ada' });
    expect(decided.record.leads[0]).not.toHaveProperty('capped');
    expect(Object.values(decided.ledger.entries)).toMatchObject([{ cy: { received: UNITS_PER_LEAD } }]);
    expect(decide({ batch: [owned({ charged: false })], candidates: office() }).ledger).toEqual(createLedger('sdr'));
  });

  it('waits or moves on as if there were no backup when that one cannot take it', () => {
    const decided = decide({ batch: [owned()], candidates: office({ active: false }) });
    expect(decided.unassigned).toEqual([{ lead: 'a', because: 'all_away' }]);
    expect(decided.record.leads[0]).toMatchObject({ only: 'ada' });
  });
});
