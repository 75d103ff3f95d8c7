import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';
import { WebhookEventQueue } from '../../../shared/adapters/sqs/webhook-event-queue.ts';
import { LeadEventSchema } from '../../../shared/domain/lead/events.ts';
import { anEvent } from '../../support/builders/event.ts';

/** A queue over a service that takes messages, or rejects those at these positions of a batch. */
function aQueue(rejected: readonly string[] = []) {
  const batches: { Id: string; MessageBody: string }[][] = [];
  const client = new SQSClient({
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  client.middlewareStack.add(
    () => async (args) => {
      const { Entries } = args.input as { Entries: { Id: string; MessageBody: string }[] };
      batches.push(Entries);
      const Failed = Entries.filter(({ Id }) => rejected.includes(Id));
      return { response: {}, output: { $metadata: {}, Successful: [], ...(Failed.length > 0 && { Failed }) } };
    },
    { step: 'initialize', priority: 'high' },
  );
  return { batches, queue: new WebhookEventQueue({ client, url: 'https://queue.example/webhooks' }) };
}

it('sends each event as a message of its own, ten in a batch', async () => {
  const { batches, queue } = aQueue();
  const events = Array.from({ length: 12 }, () => anEvent('LeadReceived'));
  await queue.send(events);
  expect(batches.map((batch) => batch.length)).toEqual([10, 2]);
  const bodies = batches.flat().map(({ MessageBody }) => JSON.parse(MessageBody) as { detail: unknown });
  expect(bodies.map(({ detail }) => LeadEventSchema.parse(detail))).toEqual(events);
});

it('throws when a message is rejected, so that all are sent again', async () => {
  await expect(aQueue(['1']).queue.send([anEvent('LeadReceived'), anEvent('LeadRouted')])).rejects.toThrow(
    'rejected 1',
  );
});
