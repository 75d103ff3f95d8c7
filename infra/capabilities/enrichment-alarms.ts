import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { ownMetric } from '../constructs/custom-metric.ts';
import type { Deployment } from '../constructs/deployment.ts';

const NAME = 'enrich-lead';
/** Per cent of the routing fields that should be known of leads whose company can be looked up. */
const FLOOR = 80;

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
    metric: ownMetric(deployment, NAME, 'EnrichmentCoverage', 'p50').with({ period: Duration.hours(1) }),
    threshold: FLOOR,
    alarmsWhen: 'median_below',
    errorImpact:
      'Rules decide on too little: of half the leads that could be looked up, over a fifth of the routing fields stay unknown.',
    runbookSection: 'enrichment-coverage',
  });
}
