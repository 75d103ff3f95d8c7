import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureBalance } from '../../../shared/domain/assignment/fairness/bounds.ts';
import { createLedger } from '../../../shared/domain/assignment/fairness/ledger.ts';
import { aTeam } from '../../support/builders/plan.ts';
import { aCandidate, anAssignable, counts, decide, leads } from './team.ts';

const TODAY = '2026-11-23';

describe('caps inside a batch', () => {
  it('stop at the open cap of each rep, counting slots, not leads', () => {
    const batch = [anAssignable('big', { weight: 3 }), ...leads(4)];
    const team = aTeam({ cap: { open: 5 } });
    const decided = decide({ batch, team, candidates: [aCandidate({ id: 'ada', load: { open: 1 } })] });
    expect(decided.assignments.map(({ lead }) => lead)).toEqual(['big', 'lead-0']);
    expect(decided.unassigned.map(({ because }) => because)).toEqual(['all_full', 'all_full', 'all_full']);
  });

  it('let a smaller lead in where a larger one has no room', () => {
    const batch = [anAssignable('big', { weight: 3 }), anAssignable('small')];
    const decided = decide({ batch, team: aTeam({ cap: { open: 2 } }), candidates: [aCandidate({ id: 'ada' })] });
    expect(decided.assignments.map(({ lead }) => lead)).toEqual(['small']);
  });

  it('stop at the daily cap of each rep, counting leads, not slots', () => {
    const decided = decide({
      batch: leads(4, { weight: 3 }),
      team: aTeam({ cap: { day: 3 } }),
      candidates: [aCandidate({ id: 'ada', load: { days: { [TODAY]: 1, '2026-11-22': 3 } } })],
    });
    expect(decided.assignments).toHaveLength(2);
    expect(decided.record.leads[2]?.passedOver).toEqual({ day_cap: ['ada'] });
  });

  it('block a rep whom a person has taken over the cap', () => {
    const decided = decide({
      team: aTeam({ cap: { open: 2 } }),
      candidates: [aCandidate({ id: 'ada', load: { open: 5 } })],
    });
    expect(decided.unassigned).toEqual([{ lead: 'lead-0', because: 'all_full' }]);
  });

  it('are part of each assignment, so that the save can check them again', () => {
    const rep = { id: 'ada', version: 4, zone: 'Pacific/Auckland', cap: { open: 9 } };
    const limited = decide({ team: aTeam({ cap: { open: 2, day: 3 } }), candidates: [aCandidate(rep)] });
    expect(limited.assignments[0]?.saveConditions).toEqual({ repVersion: 4, openCap: 9, day: TODAY, dayCap: 3 });
    const free = decide({ candidates: [aCandidate({ id: 'ada' })] });
    expect(free.assignments[0]?.saveConditions).toEqual({ repVersion: 1, day: TODAY });
  });
});

describe('for any team and batch', () => {
  const small = fc.integer({ min: 0, max: 6 });
  const rep = fc.record({
    weight: fc.integer({ min: 0, max: 4 }),
    active: fc.boolean(),
    own: fc.record({ open: small, day: small }, { requiredKeys: [] }),
    open: small,
    today: small,
    product: fc.constantFrom('platform', 'analytics'),
  });
  const lead = fc.record({
    weight: fc.integer({ min: 1, max: 2 }),
    band: fc.constantFrom('hot', 'cold'),
    product: fc.option(fc.constantFrom('platform', 'analytics')),
    holder: fc.option(fc.integer({ min: 0, max: 6 })),
    twin: fc.integer({ min: 0, max: 30 }),
    only: fc.option(fc.integer({ min: 0, max: 6 })),
    charged: fc.boolean(),
    capped: fc.boolean(),
  });
  const turn = fc.constantFrom('weighted', 'round_robin', 'least_loaded' as const);

  it('no cap is exceeded, nobody gets a forbidden lead, no lead is lost or decided twice, and the ledger adds up', () => {
    fc.assert(
      fc.property(fc.array(rep, { maxLength: 7 }), fc.array(lead, { maxLength: 25 }), turn, (reps, list, how) => {
        const team = aTeam({ turn: how, cap: { open: 5, day: 4 } });
        const candidates = reps.map(({ weight, active, own, open, today, product }, index) =>
          aCandidate({
            id: `rep-${index}`,
            teams: { sdr: weight },
            active,
            cap: own,
            load: { open, days: { [TODAY]: today } },
            attributes: { product: [product] },
          }),
        );
        const batch = list.map(({ weight, band, product, holder, twin, only, charged, capped }) =>
          anAssignable(`lead-${twin}`, {
            weight,
            band,
            need: ['product'],
            values: product ? { product: [product] } : {},
            previousHolders: holder === null ? [] : [`rep-${holder}`],
            ...(only !== null && { only: `rep-${only}` }),
            ...(!charged && { charged }),
            ...(!capped && { capped }),
          }),
        );
        const decided = decide({ team, candidates, batch, ledger: createLedger('sdr') });
        const first = new Map(batch.toReversed().map((one) => [one.lead, one]));
        const seen = [...decided.assignments, ...decided.unassigned].map((one) => one.lead);
        expect(seen.toSorted()).toEqual([...first.keys()].sort());

        const given = counts(decided);
        for (const { rep: person, load } of candidates) {
          const mine = decided.assignments.filter((one) => one.rep === person.id);
          const slots = mine.reduce((sum, one) => sum + (first.get(one.lead)?.weight ?? 0), 0);
          if (mine.length === 0) continue;
          expect(person.active).toBe(true);
          const last = first.get(mine.at(-1)?.lead ?? '');
          if (last?.capped !== false) {
            expect(load.open + slots).toBeLessThanOrEqual(person.cap?.open ?? 5);
            expect((load.days[TODAY] ?? 0) + (given[person.id] ?? 0)).toBeLessThanOrEqual(person.cap?.day ?? 4);
          }
          for (const one of mine) {
            const asked = first.get(one.lead);
            expect(asked?.only ?? person.id).toBe(person.id);
            if ((person.teams.sdr ?? 0) === 0) expect(asked).toMatchObject({ only: person.id, charged: false });
            const wanted = first.get(one.lead)?.values.product?.[0];
            if (wanted) expect(person.attributes.product).toContain(wanted);
          }
        }
        expect(Object.values(measureBalance(decided.ledger)).every(({ isExact: exact }) => exact)).toBe(true);
      }),
    );
  });
});
