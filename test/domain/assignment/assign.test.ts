import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../shared/domain/assignment/candidate.ts';
import { boundWhenAllEligible, measureBalance } from '../../../shared/domain/assignment/fairness/bounds.ts';
import { createLedger, UNITS_PER_LEAD } from '../../../shared/domain/assignment/fairness/ledger.ts';
import { aCalendar, aTeam } from '../../support/builders/plan.ts';
import { aCandidate, anAssignable, candidates, counts, decide, leads, placed } from './team.ts';

const NIGHT = aCalendar('22:00', '24:00');

describe('a batch', () => {
  it('is decided in the order given, by largest credit', () => {
    expect(placed(decide({ batch: leads(5) }))).toEqual([
      'lead-0 ada',
      'lead-1 bo',
      'lead-2 cy',
      'lead-3 ada',
      'lead-4 bo',
    ]);
  });

  it('continues where the ledger left off', () => {
    const first = decide({ batch: leads(1) });
    const second = decide({ batch: leads(1), ledger: first.ledger });
    expect([first, second].map((one) => placed(one)[0])).toEqual(['lead-0 ada', 'lead-0 bo']);
    expect(second.assignments[0]?.creditBefore).toBe(333_333_333);
  });

  it('raises the version of the ledger by one, however many turns it posts', () => {
    const ledger = { ...createLedger('sdr'), version: 41 };
    expect(decide({ batch: leads(5), ledger }).ledger.version).toBe(42);
  });

  it('leaves the ledger unchanged when it assigns nothing', () => {
    const ledger = { ...createLedger('sdr'), version: 41 };
    expect(decide({ ledger, batch: [] }).ledger).toBe(ledger);
    expect(decide({ ledger, candidates: [] }).ledger).toBe(ledger);
    expect(decide({ ledger, candidates: candidates(['ada'], { calendar: NIGHT }) }).ledger).toBe(ledger);
  });

  it('decides a duplicate lead only once', () => {
    const twice = [anAssignable('lead-0'), anAssignable('lead-1'), anAssignable('lead-0', { band: 'cold' })];
    const decided = decide({ batch: twice });
    expect(placed(decided)).toEqual(['lead-0 ada', 'lead-1 bo']);
    expect(decided.record.leads).toHaveLength(2);
    expect(decide({ batch: twice, candidates: [] }).unassigned).toHaveLength(2);
  });

  it('counts a duplicate candidate only once', () => {
    const decided = decide({ batch: leads(4), candidates: candidates(['ada', 'bo', 'ada']) });
    expect(counts(decided)).toEqual({ ada: 2, bo: 2 });
  });

  it('can assign several leads to one rep', () => {
    expect(counts(decide({ batch: leads(7), candidates: candidates(['ada']) }))).toEqual({ ada: 7 });
  });

  it('assigns the other leads when one cannot be assigned', () => {
    const stuck = anAssignable('stuck', { excluded: ['ada', 'bo', 'cy'] });
    const decided = decide({ batch: [anAssignable('lead-0'), stuck, anAssignable('lead-1')] });
    expect(placed(decided)).toEqual(['lead-0 ada', 'lead-1 bo']);
    expect(decided.unassigned).toEqual([{ lead: 'stuck', because: 'nobody_ever' }]);
  });

  it('lets only eligible reps earn a share', () => {
    const decided = decide({ candidates: [...candidates(['ada', 'bo']), aCandidate({ id: 'cy', calendar: NIGHT })] });
    expect(decided.ledger.entries.hot).toEqual({
      ada: { credit: -UNITS_PER_LEAD / 2, received: UNITS_PER_LEAD, earned: UNITS_PER_LEAD / 2, adjusted: 0 },
      bo: { credit: UNITS_PER_LEAD / 2, received: 0, earned: UNITS_PER_LEAD / 2, adjusted: 0 },
    });
  });
});

describe('bands', () => {
  const mixed = ['hot', 'hot', 'cold', 'cold', 'hot', 'cold'].map((band, i) => anAssignable(`lead-${i}`, { band }));

  it('are counted separately where the team is fair by band, so that nobody gets only cold leads', () => {
    const decided = decide({ batch: mixed, candidates: candidates(['ada', 'bo']) });
    expect(placed(decided)).toEqual(['lead-0 ada', 'lead-1 bo', 'lead-2 ada', 'lead-3 bo', 'lead-4 ada', 'lead-5 ada']);
    expect(Object.keys(decided.ledger.entries)).toEqual(['hot', 'cold']);
  });

  it('are counted together where it is not', () => {
    const decided = decide({ batch: mixed, candidates: candidates(['ada', 'bo']), team: aTeam({ fairBy: 'team' }) });
    expect(placed(decided)).toEqual(['lead-0 ada', 'lead-1 bo', 'lead-2 ada', 'lead-3 bo', 'lead-4 ada', 'lead-5 bo']);
    expect(Object.keys(decided.ledger.entries)).toEqual(['all']);
  });
});

describe('200 leads at once on 150 slots', () => {
  const reps = Array.from({ length: 10 }, (_, index) => `rep-${index}`);
  const team = aTeam({ cap: { open: 15 } });

  it('assigns exactly 150, exactly evenly, and 50 wait for a slot', () => {
    const decided = decide({ batch: leads(200), team, candidates: candidates(reps) });
    expect(decided.assignments).toHaveLength(150);
    expect(Object.values(counts(decided))).toEqual(Array(10).fill(15));
    expect(decided.unassigned).toEqual(
      leads(200)
        .slice(150)
        .map(({ lead }) => ({ lead, because: 'all_full' })),
    );
    const service = measureBalance(decided.ledger).hot;
    const bound = boundWhenAllEligible(10);
    expect(service?.isExact).toBe(true);
    expect(service?.over).toBeLessThanOrEqual(bound.over);
    expect(service?.under).toBeLessThanOrEqual(bound.under);
  });

  it('gives the same result in batches of 15', () => {
    const whole = decide({ batch: leads(200), team, candidates: candidates(reps) });
    let ledger = createLedger('sdr');
    const open = new Map<string, number>();
    const inBatches: string[] = [];
    for (let start = 0; start < 200; start += 15) {
      const decided = decide({
        batch: leads(200).slice(start, start + 15),
        team,
        ledger,
        candidates: reps.map((id) => aCandidate({ id, load: { open: open.get(id) ?? 0 } })),
      });
      ledger = decided.ledger;
      for (const { rep } of decided.assignments) open.set(rep, (open.get(rep) ?? 0) + 1);
      inBatches.push(...placed(decided));
    }
    expect(inBatches).toEqual(placed(whole));
    expect(ledger.entries).toEqual(whole.ledger.entries);
  });

  it('fills every slot when reps have unequal weights and caps, fair to within two leads by weight', () => {
    const uneven = reps.map((id, i) => aCandidate({ id, teams: { sdr: 1 + (i % 3) }, cap: { open: 6 + 2 * i } }));
    const decided = decide({ batch: leads(200), team, candidates: uneven });
    expect(decided.assignments).toHaveLength(150);
    expect(counts(decided)).toEqual(Object.fromEntries(reps.map((id, i) => [id, 6 + 2 * i])));
    const { isExact: exact, over, under } = measureBalance(decided.ledger).hot ?? { isExact: false, over: 9, under: 9 };
    expect(exact).toBe(true);
    expect(Math.max(over, under)).toBeLessThan(2);
  });
});

describe('reading calendars', () => {
  function counted(id: string, own: Parameters<typeof aCandidate>[0] = {}) {
    const candidate = aCandidate({ ...own, id });
    const reads = { count: 0 };
    const { calendar } = candidate.schedule;
    const schedule = Object.defineProperty({ ...candidate.schedule }, 'calendar', {
      get: () => {
        reads.count += 1;
        return calendar;
      },
    }) as Candidate['schedule'];
    return { candidate: { ...candidate, schedule }, reads };
  }

  it('happens once for a batch of any size, and never for a rep who can take none of it', () => {
    const once = counted('ada');
    decide({ batch: leads(1), candidates: [once.candidate] });
    const [busy, gone, unfit] = [counted('ada'), counted('bo', { active: false }), counted('cy')];
    const batch = leads(50, { need: ['product'], values: { product: ['platform'] }, excluded: ['cy'] });
    const able = { ...busy.candidate, rep: { ...busy.candidate.rep, attributes: { product: ['platform'] } } };
    expect(decide({ batch, candidates: [able, gone.candidate, unfit.candidate] }).assignments).toHaveLength(50);
    expect(once.reads.count).toBeGreaterThan(0);
    expect(busy.reads.count).toBe(once.reads.count);
    expect([gone.reads.count, unfit.reads.count]).toEqual([0, 0]);
  });
});
