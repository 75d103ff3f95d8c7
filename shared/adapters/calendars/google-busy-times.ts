import { createSign } from 'node:crypto';
import type { RepId } from '../../domain/ids.ts';
import * as z from '../../domain/lazy-zod.ts';
import { ownValue } from '../../domain/own-value.ts';
import type { TimeSpan } from '../../domain/team/calendar-reading.ts';
import type { BusyTimes, BusyTimesAnswer, CalendarToRead } from '../../ports/busy-times.ts';
import { AccessToken, parseObject, readIssuedToken } from './access-token.ts';
import { type CalendarLimits, DEFAULT_CALENDAR_LIMITS, requestCalendar } from './calendar-request.ts';

const TOKEN_URL = 'https://oauth2.googleapis.com/token';
const FREE_BUSY_URL = 'https://www.googleapis.com/calendar/v3/freeBusy';
/** Shows when somebody is busy, and nothing else. */
const SCOPE = 'https://www.googleapis.com/auth/calendar.freebusy';
const TOKEN_SECONDS = 3600;

/** A service account with domain-wide delegation, and the user of the domain in whose name it asks. */
export const GoogleCredentials = z.object({
  client_email: z.email(),
  private_key: z.string().includes('PRIVATE KEY'),
  subject: z.email(),
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

/** Reads Google calendars by the freeBusy query, which returns times only. */
export class GoogleBusyTimes implements BusyTimes {
  /** Google refuses queries of more. */
  readonly maxCalendars = 50;
  readonly #token: AccessToken;
  readonly #options: { readonly local: boolean; readonly limits: CalendarLimits };
  readonly #freeBusyUrl: string;

  constructor(options: {
    readonly credentials: GoogleCredentials;
    readonly local: boolean;
    /** Epoch milliseconds. */
    readonly clock: () => number;
    readonly limits?: Partial<CalendarLimits>;
    readonly urls?: { readonly token: string; readonly freeBusy: string };
  }) {
    const { credentials, local, clock, urls = { token: TOKEN_URL, freeBusy: FREE_BUSY_URL } } = options;
    this.#options = { local, limits: { ...DEFAULT_CALENDAR_LIMITS, ...options.limits } };
    this.#freeBusyUrl = urls.freeBusy;
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
        url: this.#freeBusyUrl,
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
    return new Map(
      calendars.map(({ rep, address }) => [rep, toAnswer(ownValue(parsed.data.calendars, address), window)]),
    );
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
  { client_email: iss, private_key: key, subject: sub }: GoogleCredentials,
  { tokenUrl: aud, now }: { readonly tokenUrl: string; readonly now: number },
): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const iat = Math.floor(now / 1000);
  const claims = { iss, sub, aud, scope: SCOPE, iat, exp: iat + TOKEN_SECONDS };
  const signed = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
}
