import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainDecision } from '../../../shared/domain/assignment/decision-record.ts';
import { replayDecision } from '../../../shared/domain/assignment/replay-decision.ts';
import type { TurnStrategy } from '../../../shared/domain/plan/team.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aCalendar, aTeam } from '../../support/builders/plan.ts';
import { aCandidate, anAssignable, candidates, decide, leads } from './team.ts';

const NIGHT = aCalendar('22:00', '24:00');

describe('the record of a batch', () => {
  const ledger = decide({ batch: leads(1) }).ledger;
  const decided = decide({
    ledger: { ...ledger, version: 12 },
    batch: [
      anAssignable('lead-0', { previousHolders: ['bo'] }),
      anAssignable('lead-1', { excluded: ['ada', 'bo'], band: 'cold' }),
    ],
    candidates: [
      ...candidates(['ada', 'bo'], { cap: { open: 4 }, version: 3, load: { open: 2, days: { '2026-11-22': 5 } } }),
      aCandidate({ id: 'dee', calendar: NIGHT }),
    ],
  });

  it('holds everything needed for a replay once, with rep ids and reason codes', () => {
    expect(decided.record).toEqual({
      team: 'sdr',
      at: MONDAY,
      strategy: 'weighted',
      ledgerVersion: 12,
      candidates: [
        { rep: 'ada', version: 3, weight: 1, open: 2, openCap: 4, given: 5 },
        { rep: 'bo', version: 3, weight: 1, open: 2, openCap: 4, given: 5 },
        { rep: 'dee', version: 1, weight: 1, open: 0, given: 0 },
      ],
      entries: {
        hot: { ada: { credit: -666_666_666, received: 1_000_000_000 }, bo: { credit: 333_333_333, received: 0 } },
        cold: {},
      },
      leads: [
        {
          lead: 'lead-0',
          ledgerKey: 'hot',
          slots: 1,
          chosen: 'ada',
          relaxed: [],
          passedOver: { previous_holder: ['bo'], off_shift: ['dee'] },
        },
        {
          lead: 'lead-1',
          ledgerKey: 'cold',
          slots: 1,
          because: 'all_closed',
          relaxed: [],
          passedOver: { excluded: ['ada', 'bo'], off_shift: ['dee'] },
        },
      ],
    });
  });

  it('survives being stored as JSON', () => {
    expect(JSON.parse(JSON.stringify(decided.record))).toStrictEqual(decided.record);
  });

  it('shows no name', () => {
    expect(JSON.stringify(decided)).not.toContain('Kim Aalto');
  });
});

describe('explaining a lead', () => {
  it('names the chosen rep, each rep passed over with the reason, and reps whose turn it was not', () => {
    const decided = decide({ candidates: [...candidates(['bo', 'ada']), aCandidate({ id: 'cy', calendar: NIGHT })] });
    expect(explainDecision(decided.record, 'lead-0')).toEqual({
      chosen: 'ada',
      relaxed: [],
      holdersAgain: false,
      meetingsIgnored: false,
      charged: true,
      capped: true,
      passedOver: [{ rep: 'cy', reason: 'off_shift' }],
      notInTurn: ['bo'],
    });
  });

  it('gives the reason why nobody got it', () => {
    const decided = decide({
      batch: [
        anAssignable('lead-0', {
          need: ['product', 'language'],
          relax: ['language'],
          values: { product: ['analytics'] },
          previousHolders: ['x'],
        }),
      ],
      candidates: candidates(['ada']),
    });
    expect(explainDecision(decided.record, 'lead-0')).toEqual({
      because: 'nobody_ever',
      relaxed: ['language'],
      holdersAgain: true,
      meetingsIgnored: false,
      charged: true,
      capped: true,
      passedOver: [{ rep: 'ada', reason: 'need:product' }],
      notInTurn: [],
    });
  });

  it('knows only the leads of its batch', () => {
    expect(explainDecision(decide({}).record, 'another')).toBeUndefined();
  });
});

describe('replaying a record', () => {
  const rep = fc.record({
    weight: fc.integer({ min: 0, max: 5 }),
    open: fc.integer({ min: 0, max: 5 }),
    given: fc.integer({ min: 0, max: 5 }),
    cap: fc.option(fc.integer({ min: 1, max: 8 })),
    night: fc.boolean(),
  });
  const history = fc.array(
    fc.record({
      band: fc.constantFrom('hot', 'cold'),
      excluded: fc.integer({ min: 0, max: 6 }),
      weight: fc.integer({ min: 1, max: 2 }),
      only: fc.option(fc.integer({ min: 0, max: 6 })),
      charged: fc.boolean(),
    }),
    {
      maxLength: 20,
    },
  );
  const turn = fc.constantFrom<TurnStrategy>('weighted', 'round_robin', 'least_loaded');

  it('chooses the same reps from the record alone', () => {
    fc.assert(
      fc.property(fc.array(rep, { maxLength: 6 }), history, history, turn, (reps, before, now, how) => {
        const team = aTeam({ turn: how });
        const people = reps.map(({ weight, open, given, cap, night }, index) =>
          aCandidate({
            id: `rep-${index}`,
            teams: { sdr: weight },
            load: { open, days: { '2026-11-20': given } },
            cap: cap === null ? {} : { open: cap },
            calendar: night ? NIGHT : undefined,
          }),
        );
        const batchOf = (items: typeof now) =>
          items.map(({ band, excluded, weight, only, charged }, i) =>
            anAssignable(`lead-${i}`, {
              band,
              weight,
              excluded: [`rep-${excluded}`],
              ...(only !== null && { only: `rep-${only}` }),
              ...(!charged && { charged }),
            }),
          );
        const { ledger } = decide({ team, candidates: people, batch: batchOf(before) });
        const { record } = decide({ team, candidates: people, batch: batchOf(now), ledger });
        const again = replayDecision(JSON.parse(JSON.stringify(record)));
        expect(again).toEqual(
          record.leads.map(({ lead, chosen }) => (chosen === undefined ? { lead } : { lead, chosen })),
        );
      }),
    );
  });

  it('repeats the load growth of the least-loaded strategy', () => {
    const { record } = decide({
      team: aTeam({ turn: 'least_loaded' }),
      batch: leads(2),
      candidates: [aCandidate({ id: 'ada', load: { open: 2 } }), aCandidate({ id: 'bo', load: { open: 3 } })],
    });
    expect(record.leads.map(({ chosen }) => chosen)).toEqual(['ada', 'bo']);
    expect(replayDecision(record).map(({ chosen }) => chosen)).toEqual(['ada', 'bo']);
  });

  it('does not simply copy the choices in the record', () => {
    const { record } = decide({ batch: leads(2) });
    const forged = { ...record, leads: record.leads.map((entry) => ({ ...entry, chosen: 'cy' })) };
    expect(replayDecision(forged).map(({ chosen }) => chosen)).toEqual(['ada', 'bo']);
  });
});
