import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { BatonAlarm } from './baton-alarm.ts';
import type { Deployment } from './deployment.ts';
import { ownMetric } from './own-metric.ts';

const NAME = 'enrich-lead';
/** Per cent of the routing fields that should be known of leads whose company can be looked up. */
const FLOOR = 80;
/** Fewer leads than this in an hour tell nothing. */
const ENOUGH = 20;

/** What is watched of finding out about companies: that it works, and that it helps. */
export function alarmOnEnrichment(scope: Construct, deployment: Deployment): void {
  new BatonAlarm(scope, 'EnrichmentFailing', {
    deployment,
    metric: ownMetric(deployment, NAME, 'EnrichmentFailed').with({ period: Duration.minutes(5) }),
    threshold: 5,
    periods: 3,
    errorImpact: 'The provider of company facts does not answer: leads are routed with what their forms said.',
    runbookSection: 'enrichment-failing',
  });
  new BatonAlarm(scope, 'EnrichmentCoverage', {
    deployment,
    metric: new MathExpression({
      expression: `IF(leads >= ${ENOUGH} AND known < ${FLOOR}, 1, 0)`,
      label: 'Too few routing fields known',
      period: Duration.hours(1),
      usingMetrics: {
        known: ownMetric(deployment, NAME, 'EnrichmentCoverage', 'Average'),
        leads: ownMetric(deployment, NAME, 'EnrichmentCoverage', 'SampleCount'),
      },
    }),
    threshold: 1,
    errorImpact:
      'Rules decide on too little: of leads that could be looked up, more than a fifth of the routing fields stay unknown.',
    runbookSection: 'enrichment-coverage',
  });
}
