import type { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { OpenExecutionMetric } from '../../../shared/adapters/cloudwatch/open-execution-metric.ts';
import { InMemoryOpenExecutions } from '../../../shared/adapters/in-memory/in-memory-open-executions.ts';
import { type Measured, openExecutionsContract } from '../contracts/open-executions-contract.ts';

const MINUTE = 60_000;

/** A metric that was measured so, or that cannot be read, with a clock that tests move. */
function aMetric(measured?: Measured | Error) {
  const state = { now: Date.parse('2026-11-23T09:00:00Z'), measured };
  const asked: GetMetricDataCommand[] = [];
  const failures: unknown[] = [];
  const client = {
    send: async (command: GetMetricDataCommand) => {
      asked.push(command);
      const { measured: found } = state;
      if (found instanceof Error) throw found;
      return {
        MetricDataResults: [
          { Id: 'open', Values: found ? [found.open, 1] : [] },
          { Id: 'limit', Values: found ? [found.limit, 1] : [] },
        ],
      };
    },
  } as unknown as CloudWatchClient;
  const metric = new OpenExecutionMetric({
    client,
    clock: () => state.now,
    onFailure: (error) => failures.push(error),
  });
  return { metric, state, asked, failures };
}

describe('in memory', () => {
  openExecutionsContract((measured) => {
    const fake = new InMemoryOpenExecutions();
    if (measured) fake.set(measured.open, measured.limit);
    return fake;
  });
});

describe('on CloudWatch', () => {
  openExecutionsContract((measured) => aMetric(measured).metric);

  it('are read from the metrics of the whole account', async () => {
    const { metric, asked } = aMetric();
    await metric.share();
    const queries = asked[0]?.input.MetricDataQueries?.map(({ MetricStat }) => MetricStat?.Metric);
    expect(queries).toEqual([
      { Namespace: 'AWS/States', MetricName: 'OpenExecutionCount' },
      { Namespace: 'AWS/States', MetricName: 'OpenExecutionLimit' },
    ]);
  });

  it('are read once in five minutes, however many ask', async () => {
    const { metric, state, asked } = aMetric({ open: 1, limit: 10 });
    expect(await Promise.all([metric.share(), metric.share()])).toEqual([0.1, 0.1]);
    state.measured = { open: 9, limit: 10 };
    state.now += 5 * MINUTE - 1;
    expect(await metric.share()).toBe(0.1);
    state.now += 1;
    expect(await metric.share()).toBe(0.9);
    expect(asked).toHaveLength(2);
  });

  it('are unknown while they cannot be read, and asked for again later', async () => {
    const { metric, state, failures } = aMetric(new Error('not allowed'));
    expect(await metric.share()).toBeUndefined();
    expect(failures).toEqual([new Error('not allowed')]);
    state.measured = { open: 1, limit: 10 };
    state.now += 5 * MINUTE;
    expect(await metric.share()).toBe(0.1);
  });
});
