import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApiClient } from '../../../cli/api-client.ts';
import { HttpScenarioTarget } from '../../../cli/demo/http-target.ts';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}
interface Reply {
  readonly status: number;
  readonly body?: string;
}

let server: Server;
let url: string;
let calls: Call[];
let replies: Reply[];
let calledOff: AbortController;

beforeEach(async () => {
  calls = [];
  calledOff = new AbortController();
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { method = '', url: path = '' } = request;
    calls.push({ method, path, body: Buffer.concat(chunks).toString() });
    const { status, body = '' } = replies.shift() ?? { status: 500 };
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

function stageThatGets(...expected: readonly Reply[]): HttpScenarioTarget {
  replies = [...expected];
  return new HttpScenarioTarget({
    api: createApiClient(url, 'key'),
    has: ({ lead }) => lead === 'ada',
    signal: calledOff.signal,
    retryDelayMilliseconds: 1,
  });
}

describe('posting', () => {
  it.each([
    ['a hook', { status: 202, body: '{"delivery":"del_1","leads":[{"id":"lead_1"},{"id":"lead_2"}]}' }],
    ['the API', { status: 201, body: '{"id":"lead_1","outcome":"created"}' }],
  ])('returns the first lead of the response of %s', async (_, reply) => {
    const outgoing = { url: `${url}/in`, headers: { 'content-type': 'text/plain' }, body: 'ada' };
    expect(await stageThatGets(reply).post(outgoing)).toBe('lead_1');
    expect(calls).toEqual([{ method: 'POST', path: '/in', body: 'ada' }]);
  });

  it('retries on 5xx, and gives up on a refusal', async () => {
    const outgoing = { url, headers: {}, body: 'ada' };
    const taken = { status: 202, body: '{"leads":[{"id":"lead_1"}]}' };
    expect(await stageThatGets({ status: 503 }, { status: 500 }, taken).post(outgoing)).toBe('lead_1');
    await expect(stageThatGets({ status: 401 }).post(outgoing)).rejects.toThrow('answered 401');
    await expect(stageThatGets({ status: 202, body: '{"leads":[]}' }).post(outgoing)).rejects.toThrow('answered 202');
  });
});

describe('pressing an answer link', () => {
  it('reads the page, then presses the button with the requested fields', async () => {
    await stageThatGets({ status: 200, body: '<form method="post">' }, { status: 200 }).answerByLink(
      `${url}/answers/t`,
      {
        reason: 'territory',
      },
    );
    expect(calls).toEqual([
      { method: 'GET', path: '/answers/t', body: '' },
      { method: 'POST', path: '/answers/t', body: 'reason=territory' },
    ]);
  });

  it('fails when there is no button, or it does not work', async () => {
    await expect(stageThatGets({ status: 410, body: 'expired' }).answerByLink(url, {})).rejects.toThrow(
      'no button (410)',
    );
    await expect(stageThatGets({ status: 200, body: 'thanks' }).answerByLink(url, {})).rejects.toThrow(
      'no button (200)',
    );
    await expect(stageThatGets({ status: 200, body: '<form>' }, { status: 409 }).answerByLink(url, {})).rejects.toThrow(
      '409',
    );
  });
});

describe('assigning a lead manually', () => {
  it('sends the current epoch, and does nothing when the rep already has the lead', async () => {
    const seen = { status: 200, body: '{"epoch":3,"owner":"lea"}' };
    await stageThatGets(seen, { status: 200, body: '{}' }).assignManually('lead_1', 'kim');
    expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v1/leads/lead_1',
      'PUT /v1/leads/lead_1/assignment',
    ]);
    expect(JSON.parse(calls[1]?.body ?? '')).toMatchObject({ rep: 'kim', epoch: 3 });

    calls = [];
    await stageThatGets(seen).assignManually('lead_1', 'lea');
    expect(calls).toHaveLength(1);
  });
});

describe('waiting', () => {
  it('ends when the event exists, or when the scenario is aborted', async () => {
    const stage = stageThatGets();
    await stage.waitForEvent({ lead: 'ada', has: 'LeadAssigned' });
    const forEver = stage.waitForEvent({ lead: 'bob', has: 'LeadAssigned' });
    calledOff.abort();
    await expect(forEver).rejects.toThrow('aborted');
  });

  it('counts seconds from the opening', async () => {
    const stage = stageThatGets();
    await stage.wait(0.05);
    stage.startClock();
    const startedAt = performance.now();
    await stage.waitUntilSecond(0.04);
    expect(performance.now() - startedAt).toBeGreaterThan(30);
  });
});
