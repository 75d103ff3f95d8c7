import { randomUUID } from 'node:crypto';
import { parseWebhookSecrets } from '../../shared/adapters/secrets-manager/webhook-secret.ts';
import { receiverAddressOf } from '../../shared/adapters/webhook/http-webhook-sender.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { EVENT_TYPES, type EventType } from '../../shared/domain/lead/events.ts';
import { ownValue } from '../../shared/domain/own-value.ts';
import type { WebhookSubscription } from '../../shared/domain/webhooks/subscription.ts';
import type { WebhookSender } from '../../shared/ports/webhook-sender.ts';
import type { WebhookStore } from '../../shared/ports/webhook-store.ts';
import { signWebhook } from '../../shared/runtime/auth/signatures.ts';
import { generateWebhookSecret } from '../secret-text.ts';

/** The dependencies of the webhook commands. */
export interface WebhookDeps {
  readonly webhooks: WebhookStore;
  /** The text of the secret that holds the secrets of all subscriptions. */
  readonly readSecrets: () => Promise<string>;
  readonly writeSecrets: (text: string) => Promise<void>;
  readonly sender: WebhookSender;
  /** Receivers on the local cloud do not need https. */
  readonly local: boolean;
  readonly now: Instant;
}

const ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

/** Subscribes a URL to future events. @returns the text for its owner, including the secret */
export async function addWebhook(
  desk: WebhookDeps,
  wanted: { readonly id: string; readonly url: string; readonly events?: readonly string[] },
): Promise<string> {
  const { id, url } = wanted;
  if (!ID.test(id)) throw new Error('An id may have letters, digits and . _ -, at most 64 characters.');
  if ((await desk.webhooks.list()).some((known) => known.id === id))
    throw new Error(`A webhook ${id} already exists. Remove it first, or choose another id.`);
  const found = receiverAddressOf(url, { local: desk.local });
  if ('because' in found) throw new Error(`${REASON_TEXTS[found.because] ?? 'This URL cannot be used'}: ${url}`);
  const events = parseEventTypes(wanted.events);
  const secrets = await readWebhookSecrets(desk);
  const secret = generateWebhookSecret();
  // Store the secret first: a subscription without one receives nothing.
  await desk.writeSecrets(JSON.stringify({ ...secrets, [id]: [secret] }));
  await desk.webhooks.save({ id, url, events, paused: false, since: desk.now, failures: 0 });
  return `Webhook ${id}: created; ${url} receives ${events === 'all' ? 'all events' : events.join(', ')}\nSecret: ${secret}`;
}

const REASON_TEXTS: Readonly<Record<string, string>> = {
  forbidden_address: 'This is not a web URL',
  not_https: 'The URL must begin with https://',
  private_address: 'The URL is on a private network, which is not allowed',
};

function parseEventTypes(names: readonly string[] | undefined): WebhookSubscription['events'] {
  if (names === undefined) return 'all';
  const known = names.filter((name): name is EventType => (EVENT_TYPES as readonly string[]).includes(name));
  const [unknown] = names.filter((name) => !(known as readonly string[]).includes(name));
  if (unknown !== undefined) throw new Error(`There is no event ${unknown}. docs/events.md lists them.`);
  return known;
}

/** Lists the subscriptions, one per line. */
export async function listWebhooks(desk: Pick<WebhookDeps, 'webhooks'>): Promise<string> {
  const all = await desk.webhooks.list();
  if (all.length === 0) return 'There are no webhook subscriptions.';
  return all.map(formatWebhook).join('\n');
}

function formatWebhook({ id, url, events, paused, failingSince }: WebhookSubscription): string {
  const state = paused ? 'paused' : failingSince === undefined ? 'on' : `failing since ${failingSince}`;
  return `${id}  ${url}  ${events === 'all' ? 'all events' : events.join(',')}  ${state}`;
}

/**
 * Sends a signed test message. @returns a sentence about the response. @throws that sentence when the message was not
 * accepted
 */
export async function sendTestMessage(desk: WebhookDeps, id: string): Promise<string> {
  const { url } = await findWebhook(desk, id);
  const [secret] = ownValue(await readWebhookSecrets(desk), id) ?? [];
  if (secret === undefined) throw new Error(`Webhook ${id} has no secret. Remove it and add it again.`);
  const body = JSON.stringify({ type: 'baton.test', timestamp: desk.now, data: {} });
  const headers = { ...signWebhook(secret, { id: `test_${randomUUID()}`, at: desk.now, body }) };
  const answer = await desk.sender.send({ url, headers, body });
  if (answer.outcome === 'not_reached') throw new Error(`Not reached: ${answer.because}`);
  const taken = answer.status >= 200 && answer.status < 300;
  if (!taken) throw new Error(`Not accepted: the receiver answered ${answer.status}`);
  return `Accepted: the receiver answered ${answer.status}`;
}

/** Pauses or resumes a subscription. */
export async function pauseWebhook(desk: WebhookDeps, id: string, paused: boolean): Promise<string> {
  const { failingSince, ...known } = await findWebhook(desk, id);
  await desk.webhooks.save({ ...known, paused, since: paused ? known.since : desk.now, failures: 0 });
  return `Webhook ${id}: ${paused ? 'paused' : 'resumed'}`;
}

/**
 * Gives a subscription a new secret. Messages are signed with the new and the former one until the rotation is ended, so
 * that the receiver can change over in between. @returns the text for its owner, including the secret
 */
export async function rotateWebhookSecret(desk: WebhookDeps, id: string): Promise<string> {
  await findWebhook(desk, id);
  const secrets = await readWebhookSecrets(desk);
  const [former, older] = ownValue(secrets, id) ?? [];
  if (older !== undefined)
    throw new Error(`The secret of ${id} is being replaced already. End that first: baton webhook rotate ${id} --end`);
  const secret = generateWebhookSecret();
  await desk.writeSecrets(JSON.stringify({ ...secrets, [id]: [secret, ...(former === undefined ? [] : [former])] }));
  return [
    `Webhook ${id}: a new secret; within a minute, messages are signed with it and with the former one.`,
    `Once the receiver has the new one: baton webhook rotate ${id} --end`,
    `Secret: ${secret}`,
  ].join('\n');
}

/** Forgets the former secret of a subscription. */
export async function endWebhookRotation(desk: WebhookDeps, id: string): Promise<string> {
  await findWebhook(desk, id);
  const secrets = await readWebhookSecrets(desk);
  const [newest, ...former] = ownValue(secrets, id) ?? [];
  if (newest === undefined || former.length === 0) return `Webhook ${id}: no secret is being replaced.`;
  await desk.writeSecrets(JSON.stringify({ ...secrets, [id]: [newest] }));
  return `Webhook ${id}: the former secret is forgotten; within a minute, messages are signed with the new one alone.`;
}

/** Removes a subscription and its secret. */
export async function removeWebhook(desk: WebhookDeps, id: string): Promise<string> {
  await findWebhook(desk, id);
  await desk.webhooks.remove(id);
  const { [id]: forgotten, ...others } = await readWebhookSecrets(desk);
  await desk.writeSecrets(JSON.stringify(others));
  return `Webhook ${id}: removed`;
}

async function findWebhook(desk: Pick<WebhookDeps, 'webhooks'>, id: string): Promise<WebhookSubscription> {
  const found = (await desk.webhooks.list()).find((known) => known.id === id);
  if (!found) throw new Error(`There is no webhook ${id}.`);
  return found;
}

async function readWebhookSecrets(desk: Pick<WebhookDeps, 'readSecrets'>) {
  return parseWebhookSecrets(await desk.readSecrets());
}
