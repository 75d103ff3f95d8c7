import { expect, it } from 'vitest';
import { recordNameOf } from '../../../shared/domain/privacy/record-name.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

it('sorts the newest first, and is the same for ever', () => {
  const [older, newer] = [
    recordNameOf({ at: MONDAY, id: 'era_1' }),
    recordNameOf({ at: minutesAfterMonday(1), id: 'era_2' }),
  ];
  expect(newer < older).toBe(true);
  expect(recordNameOf({ at: '2026-11-23T09:00:00.000Z', id: 'dnc_1' })).toBe('8204575599999-dnc_1');
});
