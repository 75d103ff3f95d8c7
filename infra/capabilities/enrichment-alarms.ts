import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { customMetric } from '../constructs/custom-metric.ts';
import type { Deployment } from '../constructs/deployment.ts';

const FUNCTION_NAME = 'enrich-lead';
/** Percentage of the routing fields that should be known for leads whose company can be looked up. */
const MIN_COVERAGE_PERCENT = 80;

/** Adds the alarms on enrichment: that the provider answers, and that its answers are useful. */
export function addEnrichmentAlarms(scope: Construct, deployment: Deployment): void {
  new BatonAlarm(scope, 'EnrichmentFailing', {
    deployment,
    metric: customMetric(deployment, FUNCTION_NAME, 'EnrichmentFailed').with({ period: Duration.minutes(5) }),
    threshold: 5,
    periods: 3,
    errorImpact: 'The enrichment provider does not answer: leads are routed on their submitted facts alone.',
    runbookSection: 'enrichment-failing',
  });
  new BatonAlarm(scope, 'EnrichmentCoverage', {
    deployment,
    metric: customMetric(deployment, FUNCTION_NAME, 'EnrichmentCoverage', 'p50').with({ period: Duration.hours(1) }),
    threshold: MIN_COVERAGE_PERCENT,
    comparison: 'median_below',
    errorImpact:
      'Rules have too little data: for half of the leads that can be looked up, over a fifth of the routing fields are unknown.',
    runbookSection: 'enrichment-coverage',
  });
}
