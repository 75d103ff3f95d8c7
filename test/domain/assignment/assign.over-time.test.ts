import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aTeam } from '../../support/builders/plan.ts';
import { aCandidate, candidates, counts, decide, leads, placed } from './team.ts';

const LEAVE = [{ from: addSeconds(MONDAY, -60), until: addSeconds(MONDAY, 14 * 24 * 3600) }];

it.each([
  ['a day', '2026-11-24T00:00:00.000Z'],
  ['a month', '2026-12-01T00:00:00.000Z'],
  ['a year', '2027-01-01T00:00:00.000Z'],
])('what is owed to a rep stays owed over the end of %s', (_, midnight) => {
  const evening = decide({ batch: leads(2), now: addSeconds(midnight, -1) });
  const morning = decide({ batch: leads(2), now: midnight, ledger: evening.ledger });
  expect([...placed(evening), ...placed(morning)]).toEqual(['lead-0 ada', 'lead-1 bo', 'lead-0 cy', 'lead-1 ada']);
});

describe('the turns of a rep on leave', () => {
  const team = [
    aCandidate({ id: 'ada', leaves: LEAVE, backup: 'bo' }),
    aCandidate({ id: 'al', leaves: LEAVE, backup: 'bo' }),
    ...candidates(['bo', 'cy', 'dee']),
  ];

  it.each(['weighted', 'round_robin', 'least_loaded'] as const)(
    'go to everybody else alike, and not to the backup alone (%s)',
    (turn) => {
      const decided = decide({ batch: leads(30), candidates: team, team: aTeam({ turn }) });
      expect(counts(decided)).toEqual({ bo: 10, cy: 10, dee: 10 });
    },
  );
});
