import { localTimeToInstant } from '../../domain/business-hours/local-day.ts';
import { instantOf } from '../../domain/instant.ts';
import * as z from '../../domain/lazy-zod.ts';
import { failure, type Result, success } from '../../domain/result.ts';
import type { BusyTime, TimeSpan } from '../../domain/team/calendar-reading.ts';
import type { CalendarToRead } from '../../ports/busy-times.ts';
import type { LimitedAnswer } from '../http/limited-request.ts';
import { parseObject } from './access-token.ts';

const moment = z.object({
  date: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .optional(),
  dateTime: z.iso.datetime({ offset: true }).optional(),
});
const EventsAnswer = z.object({ items: z.array(z.object({ start: moment, end: moment })).default([]) });
type Moment = z.output<typeof moment>;

/**
 * Returns the address that lists the events of one calendar that are marked as out of office, each occurrence by itself.
 * `fields` keeps titles and people from being sent at all.
 */
export function outOfOfficeUrl(eventsUrl: string, { address }: CalendarToRead, { from, until }: TimeSpan): string {
  const query = new URLSearchParams({
    eventTypes: 'outOfOffice',
    singleEvents: 'true',
    maxResults: '250',
    fields: 'items(start,end)',
    timeMin: from,
    timeMax: until,
  });
  return `${eventsUrl}/${encodeURIComponent(address)}/events?${query}`;
}

/** Reads the answer: each event is a leave, whether it takes whole days or not. The failure is a code. */
export function readOutOfOffice(
  answer: Result<LimitedAnswer, string>,
  { zone }: CalendarToRead,
): Result<readonly BusyTime[], string> {
  if (!answer.ok) return failure(`out_of_office_${answer.problem}`);
  if (answer.value.status !== 200) return failure(`out_of_office_status_${answer.value.status}`);
  const parsed = EventsAnswer.safeParse(parseObject(answer.value.body));
  if (!parsed.success) return failure('out_of_office_malformed');
  return success(
    parsed.data.items.flatMap(({ start, end }) => {
      const [from, until] = [toInstant(start, zone), toInstant(end, zone)];
      return from === undefined || until === undefined ? [] : [{ from, until, leave: true as const }];
    }),
  );
}

function toInstant({ date, dateTime }: Moment, zone: string): string | undefined {
  if (dateTime !== undefined) return instantOf(Date.parse(dateTime));
  if (date === undefined) return undefined;
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return localTimeToInstant(zone, { year, month, day, minutes: 0 });
}
