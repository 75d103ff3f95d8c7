import { randomUUID } from 'node:crypto';
import { expect, inject } from 'vitest';
import * as z from 'zod';
import { eventually } from './eventually.ts';
import { call, readLead } from './http.ts';

const { hookUrl, hookSecret, keys } = inject('deployed');

/** The response to an accepted delivery. */
export const Receipt = z.strictObject({
  delivery: z.string(),
  leads: z.array(z.strictObject({ id: z.string() })),
  problem: z.string().optional(),
});

/**
 * Returns the fields of a lead of a fictional new person. Its `product` decides its team. Without one it stays in the
 * catch-all queue, which is enough for tests of earlier stages.
 */
export function aNewPerson(more: Readonly<Record<string, string>> = {}): Record<string, string> & { email: string } {
  return { email: `nora.lind.${randomUUID()}@lindwerk.example`, name: 'Nora Lind', company: 'Lindwerk', ...more };
}

/** Posts to the hook as a form with the secret would. */
export function postHook(body: unknown, headers: Readonly<Record<string, string>> = {}) {
  return call('POST', hookUrl, { json: body, headers: { authorization: `Bearer ${hookSecret}`, ...headers } });
}

/** Posts one lead to the hook. @returns its id */
export async function postLead(body: unknown, headers?: Readonly<Record<string, string>>): Promise<string> {
  const reply = await postHook(body, headers);
  expect(reply).toMatchObject({ status: 202 });
  const [lead] = Receipt.parse(reply.json()).leads;
  if (lead === undefined) throw new Error(`no lead was created: ${reply.text}`);
  return lead.id;
}

/** Posts a body from which no lead can be created. @returns the id of the quarantined delivery */
export async function postUnreadable(body: string): Promise<string> {
  const headers = { authorization: `Bearer ${hookSecret}`, 'content-type': 'application/json' };
  const reply = await call('POST', hookUrl, { body, headers });
  const { delivery, leads, problem } = Receipt.parse(reply.json());
  expect([reply.status, leads, problem]).toEqual([202, [], expect.any(String)]);
  return delivery;
}

/** Waits until the lead has an owner, in this assignment or a later one. */
export function waitForOwner(id: string, epoch = 1) {
  return eventually(async () => {
    const lead = await readLead(id);
    expect(lead).toMatchObject({ state: 'assigned', owner: expect.any(String) });
    expect(lead.epoch).toBeGreaterThanOrEqual(epoch);
    return { ...lead, owner: lead.owner ?? '' };
  });
}

/** Answers a lead through the API. */
export function answerLead(id: string, body: unknown, key: string = keys.manager) {
  return call('POST', `/v1/leads/${id}/answers`, { key, json: body });
}
