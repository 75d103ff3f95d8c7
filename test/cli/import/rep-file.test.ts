import { expect, it } from 'vitest';
import { readRepFile } from '../../../cli/import/rep-file.ts';

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
