import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createWebhookSender } from '../../shared/channels/webhook.ts';
import { ANSWER_KINDS } from '../../shared/domain/answers/answer-link.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import { signWebhook } from '../../shared/runtime/auth/signatures.ts';
import { NOTIFICATION_OCCASIONS } from '../../shared/use-cases/notifications/notify-rep.ts';
import { anEvent } from '../support/builders/event.ts';
import { aLead } from '../support/builders/lead.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aPerson } from '../support/builders/person.ts';
import { codeBlocksOf, codeSpansIn, readPage, tableRowsOf } from './doc-page.ts';

const page = readPage('docs/notifications.md');
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

const Message = z.strictObject({
  type: z.string(),
  timestamp: z.string(),
  data: z.looseObject({
    links: z.record(z.string(), z.string()),
    lead: z.looseObject({}),
    history: z.array(z.looseObject({})),
  }),
});

/** Returns what a receiver gets for a notification with every field set. */
async function sent(): Promise<string> {
  const lead = aLead('assigned', {
    submittedAt: MONDAY,
    score: { total: 45, fit: 0, behaviour: 45, band: 'hot', reasons: [] },
    routing: {
      plan: 1,
      at: MONDAY,
      target: 0,
      route: { rule: 'demo', layer: 'territory', passedOver: [], outcome: 'close', reason: 'test' },
    },
  });
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      bodies.push(body);
      response.end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const links = Object.fromEntries(ANSWER_KINDS.map((answer) => [answer, 'https://api.example/answers/token']));
  const history = [anEvent('LeadReceived')];
  const told = { to: 'kim', lead, person: aPerson(), history, dueAt: MONDAY, links };
  const notice = { id: 'n1', ...told, contacts: { most: 8, withinSeconds: 7_776_000, left: 7 } };
  const send = createWebhookSender(async () => [SECRET]);
  await send({ ...notice, occasion: 'assigned' }, { address: `http://127.0.0.1:${port}/`, now: MONDAY });
  server.close();
  return bodies.join();
}

describe('the page about notifications', () => {
  it('shows a message with exactly the fields that are sent', async () => {
    const shown = Message.parse(JSON.parse(codeBlocksOf(page, 'json')[0] ?? ''));
    const real = Message.parse(JSON.parse(await sent()));
    const fields = ({ data }: typeof real) => [data, data.links, data.lead, data.history[0] ?? {}].map(Object.keys);
    expect(fields(shown)).toEqual(fields(real));
    expect(shown.type).toBe(real.type);
  });

  it('lists every occasion for a notification', () => {
    const listed = tableRowsOf(page, '`type`').map(([type = '']) => codeSpansIn(type)[0]);
    expect([...listed].sort()).toEqual(
      [...new Set(Object.values(NOTIFICATION_OCCASIONS))].map((occasion) => `lead.${occasion}`).sort(),
    );
  });

  it('shows a verification that accepts what Baton signs, and nothing else', async () => {
    const [code = ''] = codeBlocksOf(page, 'js');
    const { isFromBaton } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
      readonly isFromBaton: (secret: string, headers: object, body: Uint8Array) => boolean;
    };
    const body = Buffer.from('{"type":"lead.assigned"}');
    const now = Date.now();
    const headers = signWebhook(SECRET, { id: 'n1', at: instantOf(now), body });
    const old = signWebhook(SECRET, { id: 'n1', at: instantOf(now - 301_000), body });
    const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
    expect(isFromBaton(SECRET, headers, body)).toBe(true);
    expect(isFromBaton(SECRET, headers, Buffer.from('{"type":"lead.warned"}'))).toBe(false);
    expect(isFromBaton(SECRET, { ...headers, 'webhook-id': 'n2' }, body)).toBe(false);
    expect(isFromBaton(other, headers, body)).toBe(false);
    expect(isFromBaton(SECRET, old, body)).toBe(false);
    expect(isFromBaton(SECRET, {}, body)).toBe(false);
  });
});
