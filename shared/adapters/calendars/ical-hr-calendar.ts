import * as z from '../../domain/lazy-zod.ts';
import { failure, type Result } from '../../domain/result.ts';
import type { TimeSpan } from '../../domain/team/calendar-reading.ts';
import type { HrEvent } from '../../domain/team/hr-leaves.ts';
import type { HrCalendar } from '../../ports/hr-calendar.ts';
import { type CalendarLimits, DEFAULT_CALENDAR_LIMITS, requestCalendar } from './calendar-request.ts';

/** Where the HR calendar is, and the rep for each name that its titles use. */
export const HrConnection = z.object({
  address: z.url({ protocol: /^(https?|webcals?)$/ }),
  names: z.record(z.string().trim().min(2).max(200), z.string().min(1).max(128)).default({}),
});

/** Reads a company's calendar of absences that is published as an iCalendar file at a URL. */
export class IcalHrCalendar implements HrCalendar {
  readonly #options: { readonly url: string; readonly local: boolean; readonly limits: CalendarLimits };

  constructor(options: {
    readonly address: string;
    readonly local: boolean;
    readonly limits?: Partial<CalendarLimits>;
  }) {
    const { address: url, local, limits } = options;
    this.#options = { url, local, limits: { ...DEFAULT_CALENDAR_LIMITS, ...limits } };
  }

  async read(window: TimeSpan): Promise<Result<readonly HrEvent[], string>> {
    const answer = await requestCalendar({ ...this.#options, headers: { accept: 'text/calendar' } });
    if (!answer.ok) return answer;
    const { status, body } = answer.value;
    if (status !== 200) return failure(`status_${status}`);
    const { readHrEvents } = await import('./ical-hr-events.ts');
    return readHrEvents(body, window);
  }
}
