import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS_NAMESPACE, type MetricName } from '../../shared/runtime/telemetry/metrics.ts';
import type { Deployment } from './deployment.ts';

/** Returns a metric that one of our functions publishes; by default its sum over a minute. */
export function customMetric(
  deployment: Deployment,
  functionName: string,
  metricName: MetricName,
  statistic: 'Sum' | 'Maximum' | 'p50' = 'Sum',
): Metric {
  return new Metric({
    namespace: METRICS_NAMESPACE,
    metricName,
    dimensionsMap: { service: functionName, environment: deployment.environment.name },
    period: Duration.minutes(1),
    statistic,
  });
}
