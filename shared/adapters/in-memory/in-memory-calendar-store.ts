import type { RepId } from '../../domain/ids.ts';
import type { CalendarReading } from '../../domain/team/calendar-reading.ts';
import type { CalendarStore } from '../../ports/calendar-store.ts';
import { copyFrozen } from './frozen-copy.ts';

/** Fake of the calendar store. */
export class InMemoryCalendarStore implements CalendarStore {
  readonly #readings = new Map<RepId, CalendarReading>();

  async readingsOf(reps: readonly RepId[]): Promise<readonly CalendarReading[]> {
    return reps.flatMap((rep) => this.#readings.get(rep) ?? []);
  }

  async save(reading: CalendarReading): Promise<void> {
    this.#readings.set(reading.rep, copyFrozen(reading));
  }
}
