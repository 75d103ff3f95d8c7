import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import { type Alarm, type CfnAlarm, type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { AliasOptions, CfnVersion, IFunction, Function as LambdaFunction, Version } from 'aws-cdk-lib/aws-lambda';
import { METRICS_NAMESPACE, type MetricName } from '../../shared/runtime/telemetry/metrics.ts';
import { BatonAlarm } from './baton-alarm.ts';
import type { Deployment } from './deployment.ts';

const ALIAS = 'live';
const PER_MINUTE = { period: Duration.minutes(1), statistic: 'Sum' } as const;

/** Options of {@link LiveVersion}. */
export interface LiveVersionProps {
  readonly deployment: Deployment;
  /** Name of the function. */
  readonly name: string;
  /** Failure handling of asynchronous invocations; an alias does not inherit it from its function. */
  readonly asynchronous: Pick<AliasOptions, 'onFailure' | 'retryAttempts'>;
}

/**
 * What callers invoke. In an environment that deploys gradually this is an alias, and a deployment is rolled back by
 * the first failure of the version that it deploys. The versions before it have alarms of their own, so a function that
 * already fails can be repaired. Elsewhere callers invoke the function itself.
 */
export class LiveVersion {
  readonly callee: IFunction;
  readonly #handler: LambdaFunction;
  readonly #props: LiveVersionProps;

  constructor(handler: LambdaFunction, props: LiveVersionProps) {
    const { gradual } = props.deployment;
    this.#handler = handler;
    this.#props = props;
    if (!gradual) {
      this.callee = handler;
      return;
    }
    const alias = handler.addAlias(ALIAS, props.asynchronous);
    this.callee = alias;
    gradual.shift(handler, alias, this.#alarm());
  }

  get #version(): Version {
    return this.#handler.currentVersion;
  }

  /**
   * Counts all failures of the version: those that Lambda sees (thrown errors, timeouts, crashes), and those that the
   * function answers instead of throwing (5xx, failed messages of a batch).
   */
  #failures(): IMetric {
    const { name, deployment } = this.#props;
    const { functionName } = this.#handler;
    const { version } = this.#version;
    const seen = new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'Errors',
      dimensionsMap: { FunctionName: functionName, Resource: `${functionName}:${ALIAS}`, ExecutedVersion: version },
      ...PER_MINUTE,
    });
    const answered = new Metric({
      namespace: METRICS_NAMESPACE,
      metricName: 'CallFailed' satisfies MetricName,
      dimensionsMap: { service: name, environment: deployment.environment.name, version },
      ...PER_MINUTE,
    });
    return new MathExpression({
      expression: 'FILL(seen, 0) + FILL(answered, 0)',
      usingMetrics: { seen, answered },
      period: PER_MINUTE.period,
      label: `failures of the newest version of ${name}`,
    });
  }

  #alarm(): Alarm {
    const { alarm } = new BatonAlarm(this.#handler, 'VersionFailures', {
      deployment: this.#props.deployment,
      metric: this.#failures(),
      threshold: 1,
      errorImpact: `The newest version of ${this.#props.name} fails. While it is being deployed, all calls go back to the version before.`,
      runbookSection: 'failing-version',
    });
    renewWithVersion(alarm, this.#version);
    return alarm;
  }
}

/**
 * Makes the alarm a new resource for each version. An existing alarm keeps its state when its metric changes, and one
 * that rings forbids the deployment that would repair it.
 */
function renewWithVersion(alarm: Alarm, version: Version): void {
  const element = alarm.node.defaultChild as CfnAlarm;
  const id: unknown = Stack.of(alarm).resolve(element.logicalId);
  const versionElement = version.node.defaultChild as CfnVersion;
  element.overrideLogicalId(
    Lazy.uncachedString({
      // A version's id ends with the hash of its code and settings.
      produce: (context) => `${String(id)}${String(context.resolve(versionElement.logicalId)).slice(-HASH_LENGTH)}`,
    }),
  );
}

const HASH_LENGTH = 32;
