import { LimitedCalendarRefresh } from '../../shared/adapters/in-process/limited-calendar-refresh.ts';
import type { CalendarRefresh } from '../../shared/ports/calendar-refresh.ts';
import { readEnv } from '../../shared/runtime/env.ts';

/** The longest that an urgent lead waits for calendars, in milliseconds. */
const MAX_MILLISECONDS = 2_000;
const PAUSE_MILLISECONDS = 120_000;

/**
 * Creates what has calendars read at once, by the function that may read them: this one needs no credentials of any
 * calendar. The client is loaded with the first urgent lead of a team with calendars. Undefined while calendars are
 * paused.
 */
export function createCalendarRefresh(): CalendarRefresh | undefined {
  const { REFRESH_CALENDARS_ARN: arn } = readEnv('REFRESH_CALENDARS_ARN');
  if (arn === 'none') return undefined;
  const loadCaller = async () =>
    new (await import('../../shared/adapters/lambda/function-caller.ts')).FunctionCaller({ arn });
  let caller: ReturnType<typeof loadCaller> | undefined;
  return new LimitedCalendarRefresh({
    ask: async (reps, signal) => {
      caller ??= loadCaller();
      await (await caller).call({ reps }, signal);
    },
    maxMilliseconds: MAX_MILLISECONDS,
    pauseMilliseconds: PAUSE_MILLISECONDS,
    clock: Date.now,
  });
}
