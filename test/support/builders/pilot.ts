import type { NewPilot } from '../../../shared/ports/pilot-store.ts';
import { minutesAfterMonday } from './moment.ts';

/** A pilot of version 2 over version 1 on a tenth of the accounts. */
export function aNewPilot(changes: Partial<NewPilot> = {}): NewPilot {
  return {
    version: 2,
    over: 1,
    share: 0.1,
    startedAt: minutesAfterMonday(2),
    startedBy: 'dana',
    why: 'try the new team',
    expect: 'fewer breaches',
    salt: 'salt of a test',
    ...changes,
  };
}
