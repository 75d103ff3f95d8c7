import type { Result } from '../domain/result.ts';
import type { TimeSpan } from '../domain/team/calendar-reading.ts';
import type { HrEvent } from '../domain/team/hr-leaves.ts';

/** The company's calendar of absences. */
export interface HrCalendar {
  /** Returns the absences in this span of time, without cancelled ones. The failure is a code. Never throws. */
  read(window: TimeSpan): Promise<Result<readonly HrEvent[], string>>;
}
