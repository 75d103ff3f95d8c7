import { describe, expect, it } from 'vitest';
import { explainDecision } from '../../../shared/domain/assignment/decision-record.ts';
import { ledgerEntriesOf, UNITS_PER_LEAD } from '../../../shared/domain/assignment/fairness/ledger.ts';
import { replayDecision } from '../../../shared/domain/assignment/replay-decision.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aCalendar, aTeam } from '../../support/builders/plan.ts';
import { aCandidate, anAssignable, candidates, decide, leads, placed } from './team.ts';

const NIGHT = aCalendar('22:00', '24:00');
const forBo = (overrides: Parameters<typeof anAssignable>[1] = {}) =>
  anAssignable('lead-0', { only: 'bo', ...overrides });
const credits = (decided: ReturnType<typeof decide>) =>
  Object.fromEntries(Object.entries(ledgerEntriesOf(decided.ledger, 'hot')).map(([rep, { credit }]) => [rep, credit]));

describe('a lead for one rep only', () => {
  it('goes to that rep, whoever is owed most, and to nobody else', () => {
    const decided = decide({ batch: [forBo()] });
    expect(placed(decided)).toEqual(['lead-0 bo']);
    expect(decided.record.leads[0]).toMatchObject({ only: 'bo', passedOver: { not_the_owner: ['ada', 'cy'] } });
    expect(explainDecision(decided.record, 'lead-0')).toMatchObject({
      only: 'bo',
      charged: true,
      capped: true,
      notInTurn: [],
    });
  });

  it('counts as a turn: the others earn their share, and the rep who got it waits longer for the next turn', () => {
    const decided = decide({ batch: [forBo(), ...leads(3).map((one) => ({ ...one, lead: `next-${one.lead}` }))] });
    expect(credits(decide({ batch: [forBo()] }))).toEqual({
      ada: Math.ceil(UNITS_PER_LEAD / 3),
      bo: Math.floor(UNITS_PER_LEAD / 3) - UNITS_PER_LEAD,
      cy: Math.floor(UNITS_PER_LEAD / 3),
    });
    expect(decided.assignments.map(({ rep }) => rep)).toEqual(['bo', 'ada', 'cy', 'ada']);
  });

  it('takes no turn when it is not charged', () => {
    const decided = decide({ batch: [forBo({ charged: false })] });
    expect(placed(decided)).toEqual(['lead-0 bo']);
    expect(decided.ledger.version).toBe(0);
    expect(explainDecision(decided.record, 'lead-0')).toMatchObject({ charged: false });
  });

  it('can be for a rep who takes no turns, if it uses up none', () => {
    const team = [...candidates(['ada']), aCandidate({ id: 'bo', teams: { sdr: 0 } })];
    expect(placed(decide({ batch: [forBo({ charged: false })], candidates: team }))).toEqual(['lead-0 bo']);
    expect(decide({ batch: [forBo()], candidates: team }).unassigned).toMatchObject([{ because: 'nobody_ever' }]);
  });

  it.each([
    ['has left', [...candidates(['ada']), aCandidate({ id: 'bo', active: false })], {}],
    ['is in another team', [...candidates(['ada']), aCandidate({ id: 'bo', teams: { ae: 1 } })], {}],
    ['is nobody', candidates(['ada']), {}],
    ['has it now', candidates(['ada', 'bo']), { excluded: ['bo'] }],
    ['had it, and other places are left', candidates(['ada', 'bo']), { previousHolders: ['bo'], hasOtherTeams: true }],
    ['had it', candidates(['ada', 'bo']), { previousHolders: ['bo'] }],
  ])('can never be taken when that rep %s', (_, team, own) => {
    expect(decide({ batch: [forBo(own)], candidates: team }).unassigned).toEqual([
      { lead: 'lead-0', because: 'nobody_ever' },
    ]);
  });

  it('records that the rep is off while the team is at work, because that wait is limited', () => {
    const team = [...candidates(['ada']), aCandidate({ id: 'bo', calendar: NIGHT })];
    expect(decide({ batch: [forBo()], candidates: team }).unassigned).toEqual([
      { lead: 'lead-0', because: 'all_closed', teamAtWork: true, opensAt: '2026-11-23T21:00:00.000Z' },
    ]);
  });

  it('waits for the team to open when nobody is at work, and for a slot when the rep is full', () => {
    const away = { leaves: [{ from: minutesAfterMonday(-5), until: minutesAfterMonday(5000) }] };
    const closed = [aCandidate({ id: 'ada', calendar: NIGHT }), aCandidate({ id: 'bo', ...away })];
    expect(decide({ batch: [forBo()], candidates: closed }).unassigned).toEqual([
      { lead: 'lead-0', because: 'all_closed', opensAt: '2026-11-23T21:00:00.000Z' },
    ]);
    const full = [...candidates(['ada']), aCandidate({ id: 'bo', cap: { open: 1 }, load: { open: 1 } })];
    expect(decide({ batch: [forBo()], candidates: full }).unassigned).toEqual([
      { lead: 'lead-0', because: 'all_full' },
    ]);
  });

  it('is replayed from the record alone', () => {
    const batch = [
      forBo(),
      forBo({ lead: 'lead-1', charged: false }),
      ...leads(3).map((l) => ({ ...l, lead: `${l.lead}x` })),
    ];
    const { record } = decide({ batch });
    const again = replayDecision(JSON.parse(JSON.stringify(record)));
    expect(again.map(({ chosen }) => chosen)).toEqual(record.leads.map(({ chosen }) => chosen));
    expect(again.map(({ chosen }) => chosen)).toEqual(['bo', 'bo', 'ada', 'cy', 'ada']);
  });
});

describe('a lead that ignores caps', () => {
  const full = { cap: { open: 1, day: 1 }, load: { open: 3, days: { '2026-11-23': 2 } } };

  it('is assigned in turn to a full rep, and counts', () => {
    const team = [aCandidate({ id: 'ada', ...full })];
    const decided = decide({ batch: [anAssignable('lead-0', { capped: false }), ...leads(1)], candidates: team });
    expect(placed(decided)).toEqual(['lead-0 ada']);
    expect(decided.assignments[0]?.saveConditions).toEqual({ repVersion: 1, day: '2026-11-23' });
    expect(explainDecision(decided.record, 'lead-0')).toMatchObject({ capped: false });
  });

  it('still waits for reps who are not at work', () => {
    const team = [aCandidate({ id: 'ada', ...full, calendar: NIGHT })];
    expect(
      decide({ batch: [anAssignable('lead-0', { capped: false })], candidates: team, now: MONDAY }).unassigned,
    ).toEqual([{ lead: 'lead-0', because: 'all_closed', opensAt: '2026-11-23T21:00:00.000Z' }]);
  });

  it('still takes slots from other leads in the same batch', () => {
    const team = aTeam({ cap: { open: 2 } });
    const batch = [anAssignable('a', { capped: false }), anAssignable('b', { capped: false }), anAssignable('c')];
    const decided = decide({ team, batch, candidates: candidates(['ada']) });
    expect(decided.unassigned).toMatchObject([{ lead: 'c', because: 'all_full' }]);
  });
});
