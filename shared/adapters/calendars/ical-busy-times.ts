import type { RepId } from '../../domain/ids.ts';
import type { TimeSpan } from '../../domain/team/calendar-reading.ts';
import type { BusyTimes, BusyTimesAnswer, CalendarToRead } from '../../ports/busy-times.ts';
import { type CalendarLimits, DEFAULT_CALENDAR_LIMITS, requestCalendar } from './calendar-request.ts';

/** Reads any calendar that is published as an iCalendar file (RFC 5545) at a URL. */
export class IcalBusyTimes implements BusyTimes {
  readonly maxCalendars = 1;
  readonly #local: boolean;
  readonly #limits: CalendarLimits;
  readonly #everyEventIsLeave: boolean;

  constructor(options: {
    readonly local: boolean;
    readonly limits?: Partial<CalendarLimits>;
    /** The calendar holds absences only, as those of HR tools do. */
    readonly everyEventIsLeave?: boolean;
  }) {
    this.#local = options.local;
    this.#limits = { ...DEFAULT_CALENDAR_LIMITS, ...options.limits };
    this.#everyEventIsLeave = options.everyEventIsLeave ?? false;
  }

  async read(calendars: readonly CalendarToRead[], window: TimeSpan): Promise<ReadonlyMap<RepId, BusyTimesAnswer>> {
    const answers = calendars.map(async (one) => [one.rep, await this.#readOne(one, window)] as const);
    return new Map(await Promise.all(answers));
  }

  async #readOne({ address, zone }: CalendarToRead, window: TimeSpan): Promise<BusyTimesAnswer> {
    const answer = await requestCalendar({
      url: address,
      headers: { accept: 'text/calendar' },
      local: this.#local,
      limits: this.#limits,
    });
    if (!answer.ok) return { outcome: 'failed', because: answer.problem };
    const { status, body } = answer.value;
    if (status !== 200) return { outcome: 'failed', because: `status_${status}` };
    // The parser is large, and only needed where there is such a calendar.
    const { readIcal } = await import('./ical-events.ts');
    const busy = readIcal(body, { zone, window, everyEventIsLeave: this.#everyEventIsLeave });
    return busy.ok ? { outcome: 'read', busy: busy.value } : { outcome: 'failed', because: busy.problem };
  }
}
