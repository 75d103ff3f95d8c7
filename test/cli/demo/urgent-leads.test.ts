import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UrgentLeads } from '../../../cli/demo/urgent-leads.ts';
import { closeServer, listenLocally } from '../../../cli/local-server.ts';

describe('urgent leads posted from the page of calendars', () => {
  const bodies: unknown[] = [];
  const server = createServer(async (request, response) => {
    bodies.push({ authorization: request.headers.authorization, ...JSON.parse(await text(request)) });
    response.writeHead(202).end('{"leads":[{"id":"lead_1"}]}');
  });
  let decision: object = {};
  let asked: string[] = [];
  let leads: UrgentLeads;
  beforeEach(async () => {
    [decision, asked] = [{}, []];
    const hookUrl = `http://127.0.0.1:${await listenLocally(server)}/`;
    leads = new UrgentLeads({
      source: { hookUrl, secret: 's' },
      names: new Map([['raj.malhotra', 'Raj Malhotra']]),
      api: {
        call: async (method, path, { reply }) => {
          asked.push(`${method} ${path}`);
          return reply.parse({ lead: 'lead_1', guessedFields: [], ...decision });
        },
      },
    });
  });
  afterEach(() => closeServer(server));

  const assignment = {
    ...{ decision: 'd', plan: 1, team: 'ae-desk', strategy: 'least_loaded', at: '2026-11-23T09:00:00.000Z' },
    ...{ ledgerVersion: 1, chosen: 'raj.malhotra', relaxed: [], holdersAgain: false, charged: true, capped: true },
    ...{ meetingsIgnored: false, passedOver: [{ rep: '<b>noa</b>', reason: 'busy' }], notInTurn: [] },
  };

  it('are none until the first one is posted', async () => {
    expect((await leads.render()).html).toBe('');
    expect(asked).toEqual([]);
  });

  it('say who got each, and who was passed over with the reason, as text', async () => {
    await leads.post();
    expect(bodies.at(-1)).toMatchObject({ authorization: 'Bearer s', employees: '1000+', touch: 'demo_request' });
    expect((await leads.render()).html).toContain('lead_1: no owner yet');
    decision = { assignment };
    expect((await leads.render()).html).toContain(
      'lead_1: <strong>Raj Malhotra</strong>; passed over: &lt;b&gt;noa&lt;/b&gt; (busy)',
    );
    await leads.render();
    expect(asked).toHaveLength(2);
  });

  it('say when nobody was passed over, and when meetings were ignored', async () => {
    decision = { assignment: { ...assignment, passedOver: [], meetingsIgnored: true } };
    await leads.post();
    expect((await leads.render()).html).toMatch(/nobody was passed over; all were in a meeting/);
  });
});
