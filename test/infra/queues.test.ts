import { describe, expect, it } from 'vitest';
import { calculateWaitSeconds, MAX_WEBHOOK_ATTEMPTS } from '../../shared/domain/webhooks/retry.ts';
import { findValues, logicalIdOf, synthesise } from './synthesised.ts';

const { template, resources } = synthesise('prod');
const queues = resources('AWS::SQS::Queue');

/** Queues that are used as a dead-letter queue or as an on-failure destination. */
const deadLetterQueues = new Set(
  [
    ...findValues('deadLetterTargetArn', template.toJSON()),
    ...findValues('DeadLetterConfig', template.toJSON()).flatMap((config) => findValues('Arn', config)),
    ...findValues('OnFailure', template.toJSON()).flatMap((config) => findValues('Destination', config)),
  ].map(logicalIdOf),
);

describe('every queue', () => {
  it.each(Object.keys(queues))('%s has a dead-letter queue or is one', (id) => {
    const redrive = queues[id]?.Properties.RedrivePolicy;
    expect(redrive !== undefined || deadLetterQueues.has(id)).toBe(true);
  });

  it('is encrypted', () => {
    for (const { Properties } of Object.values(queues)) expect(Properties.SqsManagedSseEnabled).toBe(true);
  });
});

describe('every dead-letter queue', () => {
  it.each([...deadLetterQueues].map(String))('%s has an alarm on its first message', (id) => {
    const alarms = Object.values(resources('AWS::CloudWatch::Alarm')).filter(
      ({ Properties }) =>
        Properties.MetricName === 'ApproximateNumberOfMessagesVisible' &&
        findValues('Value', Properties.Dimensions).map(logicalIdOf).includes(id),
    );
    expect(alarms).toHaveLength(1);
    expect(alarms[0]?.Properties).toMatchObject({ Threshold: 1, EvaluationPeriods: 1 });
  });

  it('keeps messages for 14 days', () => {
    for (const id of deadLetterQueues)
      expect(queues[String(id)]?.Properties.MessageRetentionPeriod).toBe(14 * 24 * 60 * 60);
  });
});

describe('every asynchronous source', () => {
  it('has a failure destination: rules, schedules, streams', () => {
    const targets = Object.values(resources('AWS::Events::Rule')).flatMap(
      ({ Properties }) => Properties.Targets as readonly Record<string, unknown>[],
    );
    const schedules = Object.values(resources('AWS::Scheduler::Schedule')).map(({ Properties }) => Properties.Target);
    for (const target of [...targets, ...schedules]) expect(target).toHaveProperty('DeadLetterConfig.Arn');
    const mappings = Object.values(resources('AWS::Lambda::EventSourceMapping'));
    const streams = mappings.filter(({ Properties }) => Properties.StartingPosition !== undefined);
    // A shard of the stream has room for two readers. The second one is left for whoever installs Baton.
    expect(streams).toHaveLength(1);
    for (const { Properties } of streams)
      expect(Properties).toMatchObject({
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 8,
        DestinationConfig: { OnFailure: {} },
      });
  });
});

describe('the queue of leads to count', () => {
  const [, queue] = Object.entries(queues).find(([id]) => id.startsWith('ReportsToCount')) ?? [];
  const [, mapping] =
    Object.entries(resources('AWS::Lambda::EventSourceMapping')).find(([id]) => id.startsWith('ReportsRollUp')) ?? [];

  it('is read in large batches, by few readers, and only what failed comes back', () => {
    expect(mapping?.Properties).toMatchObject({
      BatchSize: 1000,
      MaximumBatchingWindowInSeconds: 300,
      ScalingConfig: { MaximumConcurrency: 2 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  it('hides a batch while it is gathered and counted six times over', () => {
    expect(queue?.Properties.VisibilityTimeout).toBe(6 * 60 + 300);
  });
});

describe('the queue of outgoing webhooks', () => {
  it('allows all attempts for each event, then moves it to the dead-letter queue', () => {
    const events = Object.entries(queues).find(([id]) => id.startsWith('OutgoingWebhooksEvents'));
    expect(events?.[1].Properties.RedrivePolicy).toMatchObject({ maxReceiveCount: MAX_WEBHOOK_ATTEMPTS });
    const longest = Array.from({ length: MAX_WEBHOOK_ATTEMPTS }, (_, at) => calculateWaitSeconds(at + 1, 1));
    const seconds = longest.reduce((sum, wait) => sum + wait, 0);
    expect(Number(events?.[1].Properties.MessageRetentionPeriod)).toBeGreaterThan(seconds);
  });
});

describe('events for webhooks', () => {
  it('are batched for some seconds, since each is processed even without subscribers', () => {
    const mappings = Object.entries(resources('AWS::Lambda::EventSourceMapping'));
    const mapping = mappings.find(([id]) => id.startsWith('OutgoingWebhooks'))?.[1].Properties;
    expect(mapping).toMatchObject({ BatchSize: 25, MaximumBatchingWindowInSeconds: 5 });
    const events = Object.entries(queues).find(([id]) => id.startsWith('OutgoingWebhooksEvents'));
    expect(events?.[1].Properties.VisibilityTimeout).toBe(6 * 30 + 5);
  });
});

describe('the doorbell', () => {
  it('has a visibility timeout of six times its consumer’s timeout', () => {
    const doorbell = Object.entries(queues).find(([id]) => id.startsWith('TeamQueueDoorbell'));
    const consumer = Object.entries(resources('AWS::Lambda::Function')).find(([id]) =>
      id.startsWith('TeamQueueAssign'),
    );
    expect(doorbell?.[1].Properties).toMatchObject({ FifoQueue: true, DeduplicationScope: 'messageGroup' });
    expect(doorbell?.[1].Properties.VisibilityTimeout).toBe(6 * Number(consumer?.[1].Properties.Timeout));
  });
});
