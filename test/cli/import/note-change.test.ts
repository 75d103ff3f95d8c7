import { expect, it } from 'vitest';
import { noteChange } from '../../../cli/import/note-change.ts';
import { InMemoryPlanJournal } from '../../../shared/adapters/in-memory/in-memory-plan-journal.ts';
import { MONDAY } from '../../support/builders/moment.ts';

async function noted(kind: 'teams' | 'territories', rows: Parameters<typeof noteChange>[1]) {
  const journal = new InMemoryPlanJournal();
  await noteChange(kind, rows, { journal, by: 'ivo', now: MONDAY });
  return journal.entries();
}

it('notes who came, left or changed teams, and no everyday change of a rep', async () => {
  const rows = [
    { sign: '+', id: 'ana', what: 'Ana' },
    { sign: '~', id: 'bo', what: 'zone, teams' },
    { sign: '~', id: 'kim', what: 'active' },
    { sign: '~', id: 'lee', what: 'cap, hours' },
  ] as const;
  expect(await noted('teams', rows)).toEqual([{ kind: 'teams', rows: 3, by: 'ivo', at: MONDAY }]);
  expect(await noted('teams', rows.slice(3))).toEqual([]);
});

it('notes each change of territories, and no import that changed nothing', async () => {
  expect(await noted('territories', [{ sign: '~', id: 'dach', what: 'owner' }])).toMatchObject([{ rows: 1 }]);
  expect(await noted('territories', [])).toEqual([]);
});
