import { expect, it } from 'vitest';
import { queueNameOf } from '../../../shared/domain/lead/stage.ts';

it('an import list has a queue of its own within its team', () => {
  expect(queueNameOf({ team: 'sdr' })).toBe('sdr');
  expect(queueNameOf({ team: 'sdr', importList: 'fair-2026' })).toBe('sdr#fair-2026');
});
