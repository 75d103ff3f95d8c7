import fc from 'fast-check';
import { expect, it } from 'vitest';
import { replayDecision } from '../../../shared/domain/assignment/replay-decision.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aCalendar } from '../../support/builders/plan.ts';
import { aCandidate, anAssignable, decide } from './team.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'];
const LEAVE = [{ from: MONDAY, until: addSeconds(MONDAY, 5 * 24 * 3600) }];
const anybody = fc.constantFrom(...IDS);

const person = fc.record({
  backup: fc.constantFrom(...IDS, 'unknown', undefined),
  leaves: fc.constantFrom([], [], LEAVE),
  active: fc.constantFrom(true, true, false),
  cap: fc.constantFrom(undefined, { open: 1 }, { open: 2 }, { day: 1 }),
  calendar: fc.constantFrom(aCalendar(), aCalendar(), aCalendar('11:00', '12:00')),
});

const lead = fc.record({
  away: anybody,
  isTakeover: fc.boolean(),
  previousHolders: fc.subarray(IDS, { maxLength: 2 }),
});

it('no chain of backups goes round, and no backup exceeds a cap, is away, or held the lead before', () => {
  let asBackup = 0;
  fc.assert(
    fc.property(fc.array(person, { minLength: 5, maxLength: 5 }), fc.array(lead, { maxLength: 8 }), (people, leads) => {
      const candidates = people.map((one, index) => aCandidate({ id: IDS[index] ?? '', ...one }));
      const batch = leads.map(({ away, isTakeover, previousHolders }, index) =>
        anAssignable(`lead-${index}`, {
          previousHolders: isTakeover ? [...new Set([...previousHolders, away])] : previousHolders,
          ...(!isTakeover && { only: away }),
          backup: { for: away, waitUntil: minutesAfterMonday(30), isTakeover },
        }),
      );
      const decided = decide({ batch, candidates });
      expect(replayDecision(decided.record).map(({ chosen }) => chosen)).toEqual(
        decided.record.leads.map(({ chosen }) => chosen),
      );
      const given = new Map<string, number>();
      for (const { lead: id, rep, asBackup: as } of decided.assignments) {
        const count = (given.get(rep) ?? 0) + 1;
        given.set(rep, count);
        const chosen = candidates.find((one) => one.rep.id === rep)?.rep;
        expect(count).toBeLessThanOrEqual(chosen?.cap?.open ?? chosen?.cap?.day ?? leads.length);
        expect(chosen).toMatchObject({ active: true, leaves: [] });
        if (!as) continue;
        asBackup += 1;
        expect(as.for).not.toBe(rep);
        expect(batch.find((one) => one.lead === id)?.previousHolders).not.toContain(rep);
      }
      const isPosted = decided.assignments.some(({ asBackup: as }) => as?.charged !== false);
      if (!isPosted) expect(decided.ledger.version).toBe(0);
    }),
    { numRuns: 300 },
  );
  expect(asBackup).toBeGreaterThan(50);
});
