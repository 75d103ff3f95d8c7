import type { ServerResponse } from 'node:http';
import type { Trouble } from '../contracts/busy-times-contract.ts';
import { type AnswerCall, aCalendarServer, type CalendarCall, type CalendarServer } from './a-calendar-server.ts';

/** A server of calendars behind tokens: it issues them, and refuses calls with any but the last one. */
export interface GuardedServer {
  readonly server: CalendarServer;
  /** Calls for a token, and calls for calendars. */
  tokenCalls(): readonly CalendarCall[];
  calendarCalls(): readonly CalendarCall[];
  make(trouble: Trouble): void;
}

/** Sends JSON. */
export function sendJson(answer: ServerResponse, body: object, status = 200): void {
  answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Starts such a server; `answerQuery` answers calls with a valid token. */
export async function aGuardedServer(answerQuery: AnswerCall): Promise<GuardedServer> {
  let issued = 0;
  let valid = '';
  let isRefusing = false;
  const isTokenCall = ({ path }: CalendarCall) => path.endsWith('/token');
  const usual: AnswerCall = (call, answer) => {
    if (isTokenCall(call)) {
      issued += 1;
      valid = `Bearer token-${issued}`;
      return sendJson(answer, { access_token: `token-${issued}`, expires_in: 3600 });
    }
    if (isRefusing || call.authorization !== valid) return sendJson(answer, {}, 401);
    return answerQuery(call, answer);
  };
  const forQueries =
    (act: AnswerCall): AnswerCall =>
    (call, answer) =>
      isTokenCall(call) ? usual(call, answer) : act(call, answer);
  const server = await aCalendarServer(usual);
  const always = (status: number, body = '', headers: Readonly<Record<string, string>> = {}) => {
    server.answering = forQueries((_, answer) => answer.writeHead(status, headers).end(body));
  };
  const troubles: Readonly<Record<Trouble, () => void>> = {
    token_expired: () => {
      valid = 'another';
    },
    forbidden: () => {
      isRefusing = true;
    },
    busy_once: () => {
      server.answering = forQueries((_, answer) => {
        server.answering = usual;
        answer.writeHead(429, { 'retry-after': '0' }).end();
      });
    },
    busy_for_long: () => always(429, '', { 'retry-after': '3600' }),
    down: () => always(503),
    malformed: () => always(200, '{"calendars": 7, "value": 7}'),
    silent: () => {
      server.answering = forQueries(() => undefined);
    },
  };
  return {
    server,
    tokenCalls: () => server.calls.filter(isTokenCall),
    calendarCalls: () => server.calls.filter((call) => !isTokenCall(call)),
    make: (trouble) => troubles[trouble](),
  };
}
