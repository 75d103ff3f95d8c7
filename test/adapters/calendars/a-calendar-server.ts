import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that a calendar server got. */
export interface CalendarCall {
  readonly method: string;
  readonly path: string;
  readonly authorization?: string;
  readonly body: string;
}

/** How a calendar server answers a request. */
export type AnswerCall = (call: CalendarCall, answer: ServerResponse) => void;

/** A server of calendars on this machine, which records its requests. */
export interface CalendarServer {
  readonly origin: string;
  readonly calls: CalendarCall[];
  answering: AnswerCall;
  close(): Promise<void>;
}

/** Starts a calendar server on a free port. */
export async function aCalendarServer(answering: AnswerCall): Promise<CalendarServer> {
  const server = createServer(async (request, answer) => {
    const call = {
      method: request.method ?? '',
      path: request.url ?? '/',
      authorization: request.headers.authorization,
      body: await readAll(request),
    };
    made.calls.push(call);
    made.answering(call, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const made: CalendarServer = {
    origin: `http://127.0.0.1:${port}`,
    calls: [],
    answering,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return made;
}

async function readAll(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** Writes an iCalendar file of events, each given by its lines. */
export function anIcal(...events: readonly (readonly string[])[]): string {
  const lines = events.flatMap((event, index) => [
    'BEGIN:VEVENT',
    ...(event.some((line) => line.startsWith('UID:')) ? [] : [`UID:event-${index}`]),
    'SUMMARY:Secret talks',
    'ATTENDEE:mailto:guest@north.example',
    ...event,
    'END:VEVENT',
  ]);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

/** Writes a moment as iCalendar does, `20261123T090000Z`. */
export function icalTime(instant: string): string {
  return `${instant.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}
