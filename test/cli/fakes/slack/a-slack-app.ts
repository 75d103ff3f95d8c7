import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SIGNING_SECRET } from '../../../../cli/fakes/slack/slack-calls.ts';
import { SlackWindow } from '../../../../cli/fakes/slack/slack-window.ts';
import { handleSlack } from '../../../../functions/handle-slack/handle-slack.ts';
import { millisecondsOf } from '../../../../shared/domain/instant.ts';
import { aSlackDesk } from '../../../functions/handle-slack/slack-desk.ts';
import { anHttpEvent } from '../../../support/http-event.ts';

/** A call that Baton handled: what it came with, and what sends the answer, or another one. */
export interface AnsweredCall {
  readonly headers: Readonly<Record<string, string>>;
  readonly send: (status?: number) => void;
}

/** Serves a Baton in memory over HTTP, with a fake workspace and a window in which its members press. */
export async function aSlackApp(
  options: {
    readonly signingSecret?: string;
    readonly answerWithinMilliseconds?: number;
    /** What happens to the answer to a call; by default it is sent. */
    readonly answering?: (call: AnsweredCall) => void;
  } & Parameters<typeof aSlackDesk>[0] = {},
) {
  const desk = await aSlackDesk(options);
  desk.fake.clock = () => millisecondsOf(desk.baton.now);
  const server = createServer(async (request, response) => {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const event = anHttpEvent({ method: 'POST', path: request.url ?? '', body: await text(request), headers });
    const call = { event, now: desk.baton.now, requestId: 'req-1', log: desk.runtime.log };
    const { statusCode, body } = await handleSlack(call, desk.runtime.meter, desk.deps);
    const send = (status = statusCode) => response.writeHead(status ?? 500).end(body);
    if (options.answering) options.answering({ headers, send });
    else send();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const window = new SlackWindow(desk.fake, { url, signingSecret: options.signingSecret ?? SIGNING_SECRET }, options);
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await desk.fake.stop();
  };
  return { ...desk, window, close };
}
