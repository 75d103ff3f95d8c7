import type { RepId } from '../../domain/ids.ts';
import * as z from '../../domain/lazy-zod.ts';
import type { BusyTime, TimeSpan } from '../../domain/team/calendar-reading.ts';
import type { BusyTimes, BusyTimesAnswer, CalendarToRead } from '../../ports/busy-times.ts';
import { AccessToken, parseObject, readIssuedToken } from './access-token.ts';
import { type CalendarLimits, DEFAULT_CALENDAR_LIMITS, requestCalendar } from './calendar-request.ts';

/** An application in Microsoft Entra that may read all calendars' free/busy times (Calendars.ReadBasic.All). */
export const MicrosoftCredentials = z.object({
  tenant: z.string().regex(/^[A-Za-z0-9.-]{1,100}$/),
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
});
export type MicrosoftCredentials = z.output<typeof MicrosoftCredentials>;

const LOGIN_URL = 'https://login.microsoftonline.com';
const GRAPH_URL = 'https://graph.microsoft.com';
const FREE_STATUSES = ['free', 'workingelsewhere'];

/** Graph writes UTC times without a zone when it is asked for UTC. */
const utcTime = z.object({ dateTime: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/) });
const ScheduleAnswer = z.object({
  value: z.array(
    z.object({
      scheduleId: z.string(),
      scheduleItems: z.array(z.object({ status: z.string(), start: utcTime, end: utcTime })).default([]),
      error: z.object({ responseCode: z.string().optional() }).nullish(),
    }),
  ),
});
type Schedule = z.output<typeof ScheduleAnswer>['value'][number];

/** Reads Microsoft 365 calendars by Graph's getSchedule. Of its answer only times and the status are read. */
export class MicrosoftBusyTimes implements BusyTimes {
  /** Graph refuses requests of more. */
  readonly maxCalendars = 20;
  readonly #token: AccessToken;
  readonly #options: { readonly local: boolean; readonly limits: CalendarLimits };
  readonly #graphUrl: string;

  constructor(options: {
    readonly credentials: MicrosoftCredentials;
    readonly local: boolean;
    /** Epoch milliseconds. */
    readonly clock: () => number;
    readonly limits?: Partial<CalendarLimits>;
    readonly urls?: { readonly login: string; readonly graph: string };
  }) {
    const { credentials, local, clock, urls = { login: LOGIN_URL, graph: GRAPH_URL } } = options;
    this.#options = { local, limits: { ...DEFAULT_CALENDAR_LIMITS, ...options.limits } };
    this.#graphUrl = urls.graph;
    this.#token = new AccessToken({
      clock,
      issue: async () => {
        const { tenant, ...client } = credentials;
        const scope = `${GRAPH_URL}/.default`;
        const body = new URLSearchParams({ ...client, scope, grant_type: 'client_credentials' }).toString();
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        const url = `${urls.login}/${tenant}/oauth2/v2.0/token`;
        return readIssuedToken(await requestCalendar({ url, method: 'POST', headers, body, ...this.#options }));
      },
    });
  }

  async read(calendars: readonly CalendarToRead[], window: TimeSpan): Promise<ReadonlyMap<RepId, BusyTimesAnswer>> {
    const all = (answer: BusyTimesAnswer) => new Map(calendars.map(({ rep }) => [rep, answer]));
    const [first] = calendars;
    if (!first) return new Map();
    const time = (dateTime: string) => ({ dateTime: dateTime.replace('Z', ''), timeZone: 'UTC' });
    const schedules = [...new Set(calendars.map(({ address }) => address))];
    const answer = await this.#token.request((authorization) =>
      requestCalendar({
        url: `${this.#graphUrl}/v1.0/users/${encodeURIComponent(first.address)}/calendar/getSchedule`,
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json', prefer: 'outlook.timezone="UTC"' },
        body: JSON.stringify({ schedules, startTime: time(window.from), endTime: time(window.until) }),
        ...this.#options,
      }),
    );
    if (!answer.ok) return all({ outcome: 'failed', because: answer.problem });
    if (answer.value.status !== 200) return all({ outcome: 'failed', because: `status_${answer.value.status}` });
    const parsed = ScheduleAnswer.safeParse(parseObject(answer.value.body));
    if (!parsed.success) return all({ outcome: 'failed', because: 'malformed' });
    const byMailbox = new Map(parsed.data.value.map((schedule) => [schedule.scheduleId.toLowerCase(), schedule]));
    return new Map(
      calendars.map(({ rep, address }) => [rep, toAnswer(byMailbox.get(address.toLowerCase()), window)] as const),
    );
  }
}

function toAnswer(schedule: Schedule | undefined, window: TimeSpan): BusyTimesAnswer {
  if (!schedule) return { outcome: 'failed', because: 'no_answer' };
  if (schedule.error) {
    const { responseCode = '' } = schedule.error;
    return { outcome: 'failed', because: /^\w{1,40}$/.test(responseCode) ? responseCode : 'refused' };
  }
  const busy = schedule.scheduleItems
    .filter(({ status }) => !FREE_STATUSES.includes(status.toLowerCase()))
    .map(({ status, start, end }): BusyTime => {
      const isLeave = status.toLowerCase() === 'oof';
      return { from: toInstant(start), until: toInstant(end), ...(isLeave && { leave: true as const }) };
    });
  return { outcome: 'read', busy: busy.filter(({ from, until }) => from < window.until && until > window.from) };
}

function toInstant({ dateTime }: z.output<typeof utcTime>): string {
  return new Date(`${dateTime.slice(0, 19)}Z`).toISOString();
}
