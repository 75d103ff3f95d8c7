import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { Webhook } from 'standardwebhooks';
import { expect, inject } from 'vitest';
import * as z from 'zod';
import { MAX_WEBHOOK_ATTEMPTS } from '../../shared/domain/webhooks/retry.ts';
import { runBaton } from './baton-command.ts';
import type { Canaries } from './canaries.ts';
import { eventually } from './eventually.ts';
import { call, type HttpReply, readLead } from './http.ts';
import { answerLead, Receipt, waitForOwner } from './leads.ts';
import { answerLinkOf, waitForOwnerNotification } from './notifications.ts';
import { readWaitingMessages } from './traces.ts';

const { endpoint, region, keys } = inject('deployed');
const queues = new SQSClient({ endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const NewSource = z.array(z.object({ hookUrl: z.string(), secret: z.string() })).length(1);
const RedrivePolicy = z.object({ maxReceiveCount: z.coerce.number(), deadLetterTargetArn: z.string() });

/** A person who was planted, by the address they are found by, and their leads. */
export interface PlantedPerson {
  readonly email: string;
  readonly leads: readonly string[];
  /** Sends the first post again, under the id it had, as a sender does who saw no answer. */
  readonly retry: () => Promise<HttpReply>;
}

/**
 * Sends one person, every word of whom is a canary, through every input: two leads, a duplicate that is merged, a large
 * body, answers with free text, a quarantined and a refused delivery.
 */
export async function plantPerson(canaries: Canaries, source: string): Promise<PlantedPerson> {
  const w = (kind: string) => canaries.word(kind);
  const added = await runBaton('source', 'add', source, '--kind', 'generic', '--field', 'rank=seniority', '--json');
  const [form] = NewSource.parse(JSON.parse(added));
  const headers = { authorization: `Bearer ${form?.secret}`, 'content-type': 'application/json' };
  const email = `${w('mail')}@${w('domain')}.example`;
  const person = {
    email,
    first_name: w('first name'),
    last_name: w('last name'),
    phone: canaries.phone(),
    company: `${w('company')} AG`,
    job_title: `Chief ${w('title')} Officer`,
    city: w('city'),
    website: `https://${w('website')}.example`,
    message: `please call, I am ${w('message')}`,
    shoe_size: w('custom field'),
    country: w('country'),
    industry: `${w('industry')} ${canaries.phone()}`,
    rank: w('rank'),
    product: 'secret',
  };
  const post = async (more: Readonly<Record<string, string>>, cut = 0): Promise<string> => {
    const body = JSON.stringify({ ...person, ...more });
    const reply = await call('POST', form?.hookUrl ?? '', { headers, body: body.slice(0, body.length - cut) });
    expect(reply.status, reply.text).toBe(202);
    return Receipt.parse(reply.json()).leads[0]?.id ?? '';
  };

  const firstBody = JSON.stringify({ ...person, submission_id: w('submission') });
  const retry = () => call('POST', form?.hookUrl ?? '', signed(form?.secret ?? '', firstBody));
  const first = Receipt.parse((await retry()).json()).leads[0]?.id ?? '';
  const { epoch } = await waitForOwner(first);
  expect(await post({ city: w('second city'), message: w('second message'), country: w('second country') })).toBe(
    first,
  );
  expect(await post({ message: w('large').repeat(20_000) })).toBe(first);
  const api = {
    email,
    name: w('api name'),
    externalIds: [`crm:${w('external id')}`],
    fields: { note: w('api field') },
  };
  await call('POST', '/v1/leads', { key: keys.admin, json: api });
  const note = String(new URLSearchParams({ how: `spoke to ${w('note')}` }));
  const link = answerLinkOf(await waitForOwnerNotification(first), 'contacted');
  expect((await call('POST', link, { body: note, headers: FORM })).status).toBe(200);
  expect((await answerLead(first, { answer: 'disqualified', reason: 'spam', epoch })).status).toBe(200);
  await eventually(async () => expect((await readLead(first)).state).toBe('closed'));
  const second = await post({ message: w('third message') });
  expect(second).not.toBe(first);
  await waitForOwner(second);

  expect(await post({ message: w('quarantined') }, 1)).toBe('');
  const refused = { authorization: 'Bearer wrong', 'content-type': 'application/json' };
  const body = JSON.stringify({ ...person, message: w('refused') });
  expect((await call('POST', form?.hookUrl ?? '', { headers: refused, body })).status).toBe(401);
  return { email, leads: [first, second], retry };
}

/** Returns a request that is signed now, under one id. */
function signed(secret: string, body: string) {
  const [id, at] = ['msg_forgotten', new Date()];
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
  return { body, headers };
}

/**
 * Lets messages that a subscriber refuses become dead letters after one attempt instead of a day. @returns a function
 * that restores the queue and empties that of the dead letters
 */
export async function shortenRedrive(): Promise<() => Promise<void>> {
  const { QueueUrls = [] } = await queues.send(new ListQueuesCommand({}));
  for (const QueueUrl of QueueUrls) {
    const asked = await queues.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['RedrivePolicy'] }));
    const before = asked.Attributes?.RedrivePolicy;
    const policy = before === undefined ? undefined : RedrivePolicy.parse(JSON.parse(before));
    if (before === undefined || policy?.maxReceiveCount !== MAX_WEBHOOK_ATTEMPTS) continue;
    const save = (value: string) =>
      queues.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedrivePolicy: value } }));
    await save(JSON.stringify({ ...policy, maxReceiveCount: 1 }));
    return async () => {
      await save(before);
      const QueueName = policy.deadLetterTargetArn.split(':').at(-1);
      const deadLetters = await queues.send(new GetQueueUrlCommand({ QueueName }));
      await queues.send(new PurgeQueueCommand({ QueueUrl: deadLetters.QueueUrl }));
    };
  }
  throw new Error(`no queue gives up after ${MAX_WEBHOOK_ATTEMPTS} attempts`);
}

/** Waits for a dead letter about this lead. */
export function waitForDeadLetter(lead: string): Promise<void> {
  return eventually(async () => {
    const about = (await readWaitingMessages()).filter(({ text }) => text.includes(lead));
    expect(about.map(({ where }) => where)).toContainEqual(expect.stringContaining('Undelivered'));
  });
}
