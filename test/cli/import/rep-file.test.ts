import { expect, it } from 'vitest';
import { readRepFile } from '../../../cli/import/rep-file.ts';

it('reads backups, refuses unknown ones and the rep; an empty cell keeps the stored one', () => {
  const stored = new Map([
    ['kim', { leaves: [], backup: 'lee' }],
    ['lee', { leaves: [] }],
  ]);
  const read = (...rows: readonly string[]) => {
    const lines = ['id,name,zone,backup', ...rows.map((row) => row.replace(' ', ',Somebody,Europe/Berlin,'))];
    const file = readRepFile(`${lines.join('\n')}\n`, stored);
    return file.ok ? file.value.filed.map(({ id, backup }) => [id, backup]) : file.problem;
  };
  expect(read('kim ', 'lou kim', 'mia lou')).toEqual([
    ['kim', 'lee'],
    ['lou', 'kim'],
    ['mia', 'lou'],
  ]);
  expect(read('kim zoe', 'lou lou')).toEqual([
    { line: 2, column: 'backup', message: 'no rep zoe exists' },
    { line: 3, column: 'backup', message: 'expected another rep' },
  ]);
});

const STORED = new Map([['kim', { email: 'kim@seller.example', leaves: [] }]]);

it('reads e-mail addresses in lower case; an empty cell or no column keeps the stored one', () => {
  const read = (text: string) => {
    const file = readRepFile(text, STORED);
    return file.ok ? file.value.filed.map(({ id, email }) => [id, email]) : file.problem;
  };
  expect(read('id,name,zone,email\nkim,Kim,Europe/Berlin,Kim.Aalto@Seller.example\nlou,Lou,Europe/Berlin,\n')).toEqual([
    ['kim', 'kim.aalto@seller.example'],
    ['lou', undefined],
  ]);
  expect(read('id,name,zone,email\nkim,Kim,Europe/Berlin,\n')).toEqual([['kim', 'kim@seller.example']]);
  expect(read('id,name,zone\nkim,Kim,Europe/Berlin\n')).toEqual([['kim', 'kim@seller.example']]);
  expect(read('id,name,zone,email\nkim,Kim,Europe/Berlin,kim\n')).toMatchObject([{ line: 2, column: 'email' }]);
});
