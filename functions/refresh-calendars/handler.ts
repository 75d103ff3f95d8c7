import * as z from '../../shared/domain/lazy-zod.ts';
import { createTaskHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { refreshCalendars } from '../../shared/use-cases/calendars/refresh-calendars.ts';
import { refreshHrLeaves } from '../../shared/use-cases/calendars/refresh-hr-leaves.ts';
import { createCalendarSources } from '../wiring/calendars.ts';
import { createDoorbell } from '../wiring/doorbell.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createStores } from '../wiring/stores.ts';

const runtime = startRuntime('refresh-calendars');
const deps = { ...createStores(), doorbell: createDoorbell() };
/** The reps of an urgent lead's team. A schedule names none: then it is about everybody. */
const Asked = z.object({ reps: z.array(z.string()).max(100).optional() }).nullish();
const calendarSources = createCalendarSources(createSecretReader());

/**
 * Reads reps' calendars for the next two weeks, stores when they are busy, and applies leaves in them and in the HR
 * calendar. Trigger: a schedule, every five minutes, and assign-leads before an urgent lead, for the reps of its team.
 * Duplicate and concurrent runs do no harm: each reading is replaced as a whole. Late: reps count by their last reading
 * for an hour, then as free.
 */
export const handler = createTaskHandler(runtime, Asked, async (asked, { now, log, meter }) => {
  const all = { ...deps, ...(await calendarSources()) };
  const { read, failed } = await refreshCalendars({ now, only: asked?.reps }, all);
  for (const [outcome, { length: count }] of Map.groupBy(failed, ({ because }) => because))
    log.warn('calendar_unreadable', { outcome, count });
  const hr = asked?.reps ? undefined : await refreshHrLeaves(now, all);
  if (hr?.outcome === 'failed') log.warn('hr_calendar_unreadable', { outcome: hr.because });
  if (hr?.outcome === 'read' && hr.unmatched > 0) log.warn('hr_events_unmatched', { count: hr.unmatched });
  const unreadable = [...failed, ...(hr?.outcome === 'failed' ? [hr] : [])];
  meter.add('CalendarUnreadable', unreadable.filter(({ needsPerson }) => needsPerson).length);
  log.debug('calendars_refreshed', { count: read, failed: failed.length });
});
