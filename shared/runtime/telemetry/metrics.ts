import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/**
 * Every metric Baton publishes, with its unit. Metrics have two dimensions, environment and function. More would cost
 * one metric per value; per-team and per-rule reports are built from the timeline instead. Only {@link VERSIONED}
 * metrics have a third, the function's version.
 */
const METRIC_UNITS = {
  RequestRefused: MetricUnit.Count,
  RequestFailed: MetricUnit.Count,
  CallFailed: MetricUnit.Count,
  DeliveryReceived: MetricUnit.Count,
  DeliveryRefused: MetricUnit.Count,
  DeliveryUnproven: MetricUnit.Count,
  DeliveryUnparseable: MetricUnit.Count,
  QuarantineOverdue: MetricUnit.Count,
  UnmappedField: MetricUnit.Count,
  UnknownValue: MetricUnit.Count,
  SourceSilent: MetricUnit.Count,
  LeadReceived: MetricUnit.Count,
  EnrichmentCoverage: MetricUnit.Percent,
  EnrichmentFailed: MetricUnit.Count,
  LeadRouted: MetricUnit.Count,
  LeadUncovered: MetricUnit.Count,
  LeadAssigned: MetricUnit.Count,
  LeadWaiting: MetricUnit.Count,
  LeadAnswered: MetricUnit.Count,
  DigestsFailed: MetricUnit.Count,
  NobodyReached: MetricUnit.Count,
  CalendarUnreadable: MetricUnit.Count,
  SlaWarned: MetricUnit.Count,
  SlaBreached: MetricUnit.Count,
  LeadReassigned: MetricUnit.Count,
  LeadFellBack: MetricUnit.Count,
  EventsNotRelayed: MetricUnit.Count,
  CountingNotRequested: MetricUnit.Count,
  FollowUpNotStarted: MetricUnit.Count,
  SweepHealed: MetricUnit.Count,
  SweepCapped: MetricUnit.Count,
  OldestOverdue: MetricUnit.Seconds,
  OldestOverdueInImportLists: MetricUnit.Seconds,
  RetentionFailed: MetricUnit.Count,
  WebhookDelivered: MetricUnit.Count,
  WebhookFailing: MetricUnit.Count,
  CrmFailed: MetricUnit.Count,
  CrmLeftOut: MetricUnit.Count,
  CrmReadFailing: MetricUnit.Seconds,
  NoActivePlan: MetricUnit.Count,
  RowUnreadable: MetricUnit.Count,
  SpeedToLead: MetricUnit.Seconds,
} as const;

/**
 * `CallFailed` counts failures that Lambda does not see, because the function answers them: a 5xx, a message of a batch
 * that threw. With its version, a deployment can tell the failures of new code from those of the code before.
 */
const VERSIONED: ReadonlySet<MetricName> = new Set(['CallFailed']);

export type MetricName = keyof typeof METRIC_UNITS;

/** Namespace of all metrics, also used by alarms. */
export const METRICS_NAMESPACE = 'Baton';

/** Collects values during an invocation. The handler wrappers flush them at its end. */
export interface Meter {
  /** Adds a value in the metric's unit; 1 by default. */
  add(name: MetricName, value?: number): void;
  /** Writes the collected values as one line of embedded metric format, if there are any. */
  flush(): void;
}

/** Creates the meter of one version of a function. */
export function createMeter(options: {
  readonly name: string;
  readonly environment: string;
  readonly version: string;
}): Meter {
  const metrics = new Metrics({
    namespace: METRICS_NAMESPACE,
    serviceName: options.name,
    defaultDimensions: { environment: options.environment },
  });
  return {
    add: (name, value = 1) => {
      // Written at once, as a line of its own.
      const target = VERSIONED.has(name) ? metrics.singleMetric().addDimension('version', options.version) : metrics;
      target.addMetric(name, METRIC_UNITS[name], value);
    },
    flush: () => {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}
