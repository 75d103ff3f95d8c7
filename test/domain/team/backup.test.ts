import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { findBackup } from '../../../shared/domain/team/backup.ts';
import type { Rep } from '../../../shared/domain/team/rep.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aRep } from '../../support/builders/rep.ts';

const AWAY = [{ from: MONDAY, until: addSeconds(MONDAY, 3600) }];
const OVER = [{ from: addSeconds(MONDAY, -3600), until: MONDAY }];

function backupOf(id: string, people: readonly Partial<Rep>[]): string | undefined {
  const reps = new Map(people.map((person) => [person.id, aRep(person)]));
  return findBackup(reps.get(id) ?? aRep({ id }), (one) => reps.get(one), MONDAY)?.id;
}

it('is who is named, or whoever the named one names while they are away themselves or have left', () => {
  const ada = { id: 'ada', backup: 'bo', leaves: AWAY };
  expect(backupOf('ada', [ada, { id: 'bo' }])).toBe('bo');
  expect(backupOf('ada', [ada, { id: 'bo', leaves: OVER, backup: 'cy' }, { id: 'cy' }])).toBe('bo');
  expect(backupOf('ada', [ada, { id: 'bo', leaves: AWAY, backup: 'cy' }, { id: 'cy' }])).toBe('cy');
  expect(backupOf('ada', [ada, { id: 'bo', active: false, backup: 'cy' }, { id: 'cy' }])).toBe('cy');
});

it('is nobody when nobody is named, when the named one is unknown, and when a chain comes back', () => {
  expect(backupOf('ada', [{ id: 'ada' }])).toBeUndefined();
  expect(backupOf('ada', [{ id: 'ada', backup: 'bo' }])).toBeUndefined();
  expect(backupOf('ada', [{ id: 'ada', backup: 'ada' }])).toBeUndefined();
  const pair = [
    { id: 'ada', backup: 'bo', leaves: AWAY },
    { id: 'bo', backup: 'ada', leaves: AWAY },
  ];
  expect(backupOf('ada', pair)).toBeUndefined();
  const ring = ['bo', 'cy', 'di', 'bo'].map((backup, index) => ({
    id: ['ada', 'bo', 'cy', 'di'][index] ?? '',
    backup,
    leaves: AWAY,
  }));
  expect(backupOf('ada', ring)).toBeUndefined();
});

it('is never the rep, nor anybody who is away or has left, whatever the chains', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const person = fc.record({
    backup: fc.constantFrom(...ids, 'unknown', undefined),
    leaves: fc.constantFrom([], AWAY, OVER),
    active: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(person, { minLength: 5, maxLength: 5 }), (people) => {
      const reps = people.map((one, index) => ({ ...one, id: ids[index] ?? '' }));
      for (const id of ids) {
        const found = backupOf(id, reps);
        if (found === undefined) continue;
        expect(found).not.toBe(id);
        expect(reps.find((rep) => rep.id === found)).toMatchObject({ active: true });
        expect(reps.find((rep) => rep.id === found)?.leaves).not.toBe(AWAY);
      }
    }),
  );
});
