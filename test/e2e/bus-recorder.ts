import { randomUUID } from 'node:crypto';
import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { inject } from 'vitest';
import * as z from 'zod';

const { endpoint, region, outputs } = inject('deployed');
const client = { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
const bus = new EventBridgeClient(client);
const queues = new SQSClient(client);

/** An event as a subscriber of the bus receives it. */
const BusEvent = z.looseObject({
  source: z.string(),
  'detail-type': z.string(),
  detail: z.looseObject({ id: z.string(), lead: z.string(), seq: z.int() }),
});
type BusEvent = z.infer<typeof BusEvent>;

/** Records the events on the environment's bus through its own rule, as any customer may. */
export class BusRecorder {
  readonly #name = `recorder-${randomUUID()}`;
  readonly #recorded: string[] = [];
  #queue = '';

  async start(): Promise<this> {
    const { QueueUrl = '' } = await queues.send(new CreateQueueCommand({ QueueName: this.#name }));
    this.#queue = QueueUrl;
    const { Attributes } = await queues.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
    const rule = { EventBusName: outputs.EventBus, Rule: this.#name };
    const EventPattern = JSON.stringify({ source: [{ prefix: '' }] });
    await bus.send(new PutRuleCommand({ Name: this.#name, EventBusName: outputs.EventBus, EventPattern }));
    await bus.send(new PutTargetsCommand({ ...rule, Targets: [{ Id: 'queue', Arn: Attributes?.QueueArn }] }));
    return this;
  }

  /** Returns everything recorded so far, verbatim. */
  async texts(): Promise<readonly string[]> {
    for (;;) {
      const { Messages = [] } = await queues.send(
        new ReceiveMessageCommand({ QueueUrl: this.#queue, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) return this.#recorded;
      this.#recorded.push(...Messages.map(({ Body = '' }) => Body));
      const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await queues.send(new DeleteMessageBatchCommand({ QueueUrl: this.#queue, Entries }));
    }
  }

  /** Returns the events of these leads. */
  async eventsOf(leads: readonly string[]): Promise<readonly BusEvent[]> {
    const events = (await this.texts()).map((text) => BusEvent.parse(JSON.parse(text)));
    return events.filter(({ detail }) => leads.includes(detail.lead));
  }

  async stop(): Promise<void> {
    const rule = { EventBusName: outputs.EventBus, Rule: this.#name };
    await bus.send(new RemoveTargetsCommand({ ...rule, Ids: ['queue'] }));
    await bus.send(new DeleteRuleCommand({ EventBusName: outputs.EventBus, Name: this.#name }));
    await queues.send(new DeleteQueueCommand({ QueueUrl: this.#queue }));
  }
}
