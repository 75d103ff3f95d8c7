import { createSign } from 'node:crypto';
import type { RepId } from '../../domain/ids.ts';
import * as z from '../../domain/lazy-zod.ts';
import { ownValue } from '../../domain/own-value.ts';
import type { TimeSpan } from '../../domain/team/calendar-reading.ts';
import type { BusyTimes, BusyTimesAnswer, CalendarToRead } from '../../ports/busy-times.ts';
import { AccessToken, parseObject, readIssuedToken } from './access-token.ts';
import { type CalendarLimits, DEFAULT_CALENDAR_LIMITS, requestCalendar } from './calendar-request.ts';
import { outOfOfficeUrl, readOutOfOffice } from './google-out-of-office.ts';

const TOKEN_URL = 'https://oauth2.googleapis.com/token';
const FREE_BUSY_URL = 'https://www.googleapis.com/calendar/v3/freeBusy';
const EVENTS_URL = 'https://www.googleapis.com/calendar/v3/calendars';
/** Shows when somebody is busy, and nothing else. */
const SCOPE = 'https://www.googleapis.com/auth/calendar.freebusy';
/** Free/busy times do not say which of them are out of office; the list of events does. */
const EVENTS_SCOPE = 'https://www.googleapis.com/auth/calendar.events.readonly';
/** Calendars of one read when the events of each are listed with a request of its own, and how many at once. */
const MAX_LISTED = 20;
const LISTED_AT_ONCE = 10;
const TOKEN_SECONDS = 3600;

/** A service account with domain-wide delegation, and the user of the domain in whose name it asks. */
export const GoogleCredentials = z.object({
  client_email: z.email(),
  private_key: z.string().includes('PRIVATE KEY'),
  subject: z.email(),
  /** Events that are marked as out of office are read too. Needs another scope. */
  out_of_office: z.literal(true).optional(),
});
export type GoogleCredentials = z.output<typeof GoogleCredentials>;

const FreeBusyAnswer = z.object({
  calendars: z.record(
    z.string(),
    z.object({
      busy: z.array(z.object({ start: z.coerce.date(), end: z.coerce.date() })).default([]),
      errors: z.array(z.object({ reason: z.string() })).default([]),
    }),
  ),
});

/**
 * Reads Google calendars by the freeBusy query, which returns times only, and, if the company wants it, the times of the
 * events that are marked as out of office.
 */
export class GoogleBusyTimes implements BusyTimes {
  /** Google refuses queries of more than 50. */
  readonly maxCalendars: number;
  readonly #readsOutOfOffice: boolean;
  readonly #token: AccessToken;
  readonly #options: { readonly local: boolean; readonly limits: CalendarLimits };
  readonly #urls: { readonly freeBusy: string; readonly events: string };

  constructor(options: {
    readonly credentials: GoogleCredentials;
    readonly local: boolean;
    /** Epoch milliseconds. */
    readonly clock: () => number;
    readonly limits?: Partial<CalendarLimits>;
    readonly urls?: { readonly token: string; readonly freeBusy: string; readonly events: string };
  }) {
    const { credentials, local, clock } = options;
    const { urls = { token: TOKEN_URL, freeBusy: FREE_BUSY_URL, events: EVENTS_URL } } = options;
    this.#readsOutOfOffice = credentials.out_of_office ?? false;
    this.maxCalendars = this.#readsOutOfOffice ? MAX_LISTED : 50;
    this.#options = { local, limits: { ...DEFAULT_CALENDAR_LIMITS, ...options.limits } };
    this.#urls = urls;
    this.#token = new AccessToken({
      clock,
      issue: async () => {
        const assertion = signAssertion(credentials, { tokenUrl: urls.token, now: clock() });
        const grant = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion };
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        const body = new URLSearchParams(grant).toString();
        return readIssuedToken(
          await requestCalendar({ url: urls.token, method: 'POST', headers, body, ...this.#options }),
        );
      },
    });
  }

  async read(calendars: readonly CalendarToRead[], window: TimeSpan): Promise<ReadonlyMap<RepId, BusyTimesAnswer>> {
    const all = (answer: BusyTimesAnswer) => new Map(calendars.map(({ rep }) => [rep, answer]));
    const items = [...new Set(calendars.map(({ address }) => address))].map((id) => ({ id }));
    const answer = await this.#token.request((authorization) =>
      requestCalendar({
        url: this.#urls.freeBusy,
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ timeMin: window.from, timeMax: window.until, items }),
        ...this.#options,
      }),
    );
    if (!answer.ok) return all({ outcome: 'failed', because: answer.problem });
    if (answer.value.status !== 200) return all({ outcome: 'failed', because: `status_${answer.value.status}` });
    const parsed = FreeBusyAnswer.safeParse(parseObject(answer.value.body));
    if (!parsed.success) return all({ outcome: 'failed', because: 'malformed' });
    const busy = new Map(
      calendars.map(({ rep, address }) => [rep, toAnswer(ownValue(parsed.data.calendars, address), window)]),
    );
    return this.#readsOutOfOffice ? this.#addOutOfOffice(busy, calendars, window) : busy;
  }

  /** Adds leaves to what was read of each calendar. A calendar whose leaves cannot be read fails as a whole. */
  async #addOutOfOffice(
    busy: ReadonlyMap<RepId, BusyTimesAnswer>,
    calendars: readonly CalendarToRead[],
    window: TimeSpan,
  ): Promise<ReadonlyMap<RepId, BusyTimesAnswer>> {
    const answers = new Map(busy);
    for (let start = 0; start < calendars.length; start += LISTED_AT_ONCE)
      await Promise.all(
        calendars.slice(start, start + LISTED_AT_ONCE).map(async (calendar) => {
          const known = busy.get(calendar.rep);
          if (known?.outcome !== 'read') return;
          const url = outOfOfficeUrl(this.#urls.events, calendar, window);
          const listed = await this.#token.request((authorization) =>
            requestCalendar({ url, headers: { authorization }, ...this.#options }),
          );
          const leaves = readOutOfOffice(listed, calendar);
          answers.set(
            calendar.rep,
            leaves.ok
              ? { outcome: 'read', busy: [...known.busy, ...leaves.value] }
              : { outcome: 'failed', because: leaves.problem },
          );
        }),
      );
    return answers;
  }
}

function toAnswer(
  calendar: z.output<typeof FreeBusyAnswer>['calendars'][string] | undefined,
  window: TimeSpan,
): BusyTimesAnswer {
  if (!calendar) return { outcome: 'failed', because: 'no_answer' };
  const [error] = calendar.errors;
  if (error) return { outcome: 'failed', because: /^\w{1,40}$/.test(error.reason) ? error.reason : 'refused' };
  const spans = calendar.busy.map(({ start, end }) => ({ from: start.toISOString(), until: end.toISOString() }));
  return {
    outcome: 'read',
    busy: spans.filter(({ from, until }) => from < window.until && until > window.from),
  };
}

/** Signs the claim by which a service account gets a token (RFC 7523). */
function signAssertion(
  { client_email: iss, private_key: key, subject: sub, out_of_office: events }: GoogleCredentials,
  { tokenUrl: aud, now }: { readonly tokenUrl: string; readonly now: number },
): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const iat = Math.floor(now / 1000);
  const claims = { iss, sub, aud, scope: events ? `${SCOPE} ${EVENTS_SCOPE}` : SCOPE, iat, exp: iat + TOKEN_SECONDS };
  const signed = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
}
