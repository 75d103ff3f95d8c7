import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { OpenExecutionMetric } from '../../shared/adapters/cloudwatch/open-execution-metric.ts';

/** Creates what reads the share of open executions. Import it when it is first needed: the client takes a while to load. */
export function createOpenExecutions(onFailure: (error: unknown) => void): OpenExecutionMetric {
  return new OpenExecutionMetric({ client: new CloudWatchClient(), clock: Date.now, onFailure });
}
