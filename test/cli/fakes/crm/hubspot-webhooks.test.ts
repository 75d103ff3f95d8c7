import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import { postHubSpotEvents } from '../../../../cli/fakes/crm/hubspot-webhooks.ts';
import { closeServer, listenLocally } from '../../../../cli/local-server.ts';
import { instantOf } from '../../../../shared/domain/instant.ts';
import { isFromHubSpot } from '../../../../shared/runtime/auth/hubspot-signature.ts';

const EVENT = { subscriptionType: 'object.creation', objectTypeId: '0-48', objectId: 70_001 };
let got: { readonly path?: string; readonly headers: IncomingHttpHeaders; readonly body: string } | undefined;
const server = createServer(async (request, response) => {
  got = { path: request.url, headers: request.headers, body: await text(request) };
  response.writeHead(202).end();
});
afterEach(() => closeServer(server));

it('posts events to the hook of the API, with a signature that Baton accepts', async () => {
  const apiUrl = `http://127.0.0.1:${await listenLocally(server)}/api`;
  expect(await postHubSpotEvents([EVENT], { apiUrl, clientSecret: 'secret' })).toBe(202);
  expect(got?.path).toBe('/api/crm/hubspot');
  expect(JSON.parse(got?.body ?? '')).toMatchObject([EVENT]);
  const request = {
    ...{ method: 'POST', uris: [`${apiUrl}/crm/hubspot`], body: got?.body ?? '', now: instantOf(Date.now()) },
    timestamp: String(got?.headers['x-hubspot-request-timestamp']),
    signature: String(got?.headers['x-hubspot-signature-v3']),
  };
  expect(isFromHubSpot(['secret'], request)).toBe(true);
  expect(isFromHubSpot(['another'], request)).toBe(false);
});
