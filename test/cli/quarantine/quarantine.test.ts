import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import type { ApiClient } from '../../../cli/api-client.ts';
import {
  dismissDelivery,
  listQuarantined,
  redriveDelivery,
  showQuarantined,
} from '../../../cli/quarantine/quarantine.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const ENTRY = {
  id: 'del_1',
  source: 'website',
  receivedAt: MONDAY,
  contentType: 'application/json',
  status: 'quarantined',
  problem: 'not_json',
  owner: 'dana.ruiz',
  dueAt: MONDAY,
  decisions: [],
};
const REFUSED = { source: 'old-form', receivedAt: MONDAY, contentType: 'text/plain', bytes: 3 };

/** An API that returns these bodies by path, and records the calls. */
function anApi(replies: Readonly<Record<string, unknown>>) {
  const asked: unknown[] = [];
  const api: ApiClient = {
    url: 'http://baton.example',
    call: async <Body>(method: string, path: string, { body, reply }: { body?: unknown; reply: z.ZodType<Body> }) => {
      asked.push([method, path, body]);
      return reply.parse(replies[path]);
    },
  };
  return { api, asked };
}

describe('baton quarantine', () => {
  it('lists all pages, marks overdue deliveries, and adds the sources whose senders are refused', async () => {
    const late = { ...ENTRY, id: 'del_2', reminders: 2 };
    const { api } = anApi({
      '/v1/quarantine?limit=100': { deliveries: [ENTRY], cursor: 'next', refused: [REFUSED, REFUSED] },
      '/v1/quarantine?limit=100&cursor=next': { deliveries: [late], refused: [] },
    });
    expect(await listQuarantined(api)).toEqual([
      expect.stringMatching(/^del_1 .*website.*not_json.*dana\.ruiz/),
      expect.stringMatching(/^del_2 .*reminded 2 times/),
      expect.stringContaining('old-form: senders are refused'),
    ]);
  });

  it('says so when the quarantine is empty', async () => {
    const { api } = anApi({ '/v1/quarantine?limit=100': { deliveries: [], refused: [] } });
    expect(await listQuarantined(api)).toEqual(['The quarantine is empty.']);
  });

  it('shows a delivery with the beginning of its body', async () => {
    const { api } = anApi({ '/v1/quarantine/del_1': { ...ENTRY, bytes: 9, corrected: false, excerpt: '{"email":' } });
    expect((await showQuarantined(api, 'del_1')).join('\n')).toMatch(/"problem": "not_json"[\s\S]*\{"email":$/);
  });

  it('redrives a delivery with a corrected or the original body, and shows the result', async () => {
    const corrected = { contentType: 'application/json', body: '{}' };
    const done = anApi({ '/v1/quarantine/del_1/redrive': { outcome: 'processed', leads: ['lead_1'] } });
    expect(await redriveDelivery(done.api, 'del_1', corrected)).toEqual(['Accepted.', 'lead_1']);
    expect(done.asked).toEqual([['POST', '/v1/quarantine/del_1/redrive', corrected]]);
    const still = anApi({ '/v1/quarantine/del_1/redrive': { outcome: 'quarantined', leads: [], problem: 'not_json' } });
    expect(await redriveDelivery(still.api, 'del_1', undefined)).toEqual([expect.stringContaining('not_json')]);
    expect(still.asked).toEqual([['POST', '/v1/quarantine/del_1/redrive', {}]]);
  });

  it('dismisses a delivery with its reason', async () => {
    const { api, asked } = anApi({ '/v1/quarantine/del_1/dismiss': { outcome: 'dismissed' } });
    expect(await dismissDelivery(api, 'del_1', 'spam')).toEqual([expect.stringContaining('Dismissed')]);
    expect(asked).toEqual([['POST', '/v1/quarantine/del_1/dismiss', { reason: 'spam' }]]);
  });
});
