import { expect, it } from 'vitest';
import { Failures } from '../../../shared/use-cases/sweep/failures.ts';

it('keeps the kind of each failure and never its text, which may hold personal data', async () => {
  const failures = new Failures();
  await failures.attempt('lead_1', async () => {
    throw new RangeError('ada@north.example');
  });
  await failures.attempt('lead_2', () => Promise.reject('ada@north.example'));
  expect(failures.all).toEqual([
    { id: 'lead_1', error: 'RangeError' },
    { id: 'lead_2', error: 'unknown' },
  ]);
});

it('returns what a list holds, and nothing with a failure when it cannot be read', async () => {
  const failures = new Failures();
  expect(await failures.collect('due', async () => ['lead_1'])).toEqual(['lead_1']);
  expect(failures.all).toEqual([]);
  expect(await failures.collect('due', () => Promise.reject(new TypeError('gone')))).toEqual([]);
  expect(failures.all).toEqual([{ id: 'due', error: 'TypeError' }]);
});
