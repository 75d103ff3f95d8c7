import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  type IFunction,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { FunctionEnvironment } from '../../shared/runtime/env.ts';
import { type Acknowledgements, acknowledge } from './acknowledge.ts';
import { BatonAlarm } from './baton-alarm.ts';
import { createDeadLetterQueue } from './dead-letter-queue.ts';
import type { Deployment } from './deployment.ts';
import { functionCode } from './function-code.ts';
import { LiveVersion } from './live-version.ts';

/** Options of {@link ServiceFunction}. */
export interface ServiceFunctionProps {
  readonly deployment: Deployment;
  /** Its folder under functions/. */
  readonly name: string;
  /** The impact of its errors on leads and people, in one sentence. */
  readonly errorImpact: string;
  /** Section of docs/runbook.md; default: the function's name. */
  readonly runbookSection?: string;
  /**
   * `request`: the caller waits for the response and retries (API, stream, queue, state machine).
   * `event`: asynchronous (rule, schedule); events that finally fail go to the function's own dead-letter queue.
   */
  readonly invocation: 'request' | 'event';
  /** Environment variables, by the names in shared/runtime/env.ts, except those that grants add. */
  readonly settings?: FunctionEnvironment;
  /** Default 256; CPU scales with it. */
  readonly memoryMegabytes?: number;
  /** Default 15. */
  readonly timeoutSeconds?: number;
  /** Concurrent executions that only this function can use, and no more; by default it shares the account's. */
  readonly reservedConcurrency?: number;
}

/**
 * The house function: Node 24 on arm64, one minified ES module with the SDK included, its own log group, a role with
 * only the permissions that are granted, and an alarm on errors.
 */
export class ServiceFunction extends LambdaFunction {
  /** Dead letters of asynchronous invocations and undeliverable events of its rule. */
  readonly deadLetters?: IQueue;
  /** What callers invoke: the live version. Grants and settings belong to the function itself. */
  readonly live: IFunction;
  readonly #executionRole: Role;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    const { environment } = props.deployment;
    const logGroup = props.deployment.functionLogs;
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const runbookSection = props.runbookSection ?? props.name;
    const deadLetters =
      props.invocation === 'event'
        ? createDeadLetterQueue(scope, `${id}DeadLetters`, {
            deployment: props.deployment,
            errorImpact: props.errorImpact,
            runbookSection,
          })
        : undefined;
    const asynchronous = deadLetters ? { onFailure: new SqsDestination(deadLetters), retryAttempts: 2 } : {};
    super(scope, id, {
      role,
      logGroup,
      // Without the lines that Lambda writes about every call. Failures and timeouts are still logged.
      loggingFormat: LoggingFormat.JSON,
      systemLogLevelV2: SystemLogLevel.WARN,
      applicationLogLevelV2: ApplicationLogLevel[environment.logLevel],
      code: functionCode(scope, props.name),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMegabytes ?? 256,
      timeout: Duration.seconds(props.timeoutSeconds ?? 15),
      reservedConcurrentExecutions: props.reservedConcurrency,
      tracing: environment.traced ? Tracing.ACTIVE : Tracing.DISABLED,
      environment: environmentVariables(props),
      ...(props.deployment.gradual ? {} : asynchronous),
    });
    this.deadLetters = deadLetters;
    this.#executionRole = role;
    logGroup.grantWrite(role);
    this.#alarmOnErrors(props, runbookSection);
    this.live = new LiveVersion(this, { deployment: props.deployment, name: props.name, asynchronous }).callee;
    this.acknowledge({
      'AwsSolutions-IAM5[Resource::*]':
        'Sending traces (xray:Put*) and listing streams (dynamodb:ListStreams) support no narrower resource.',
    });
    acknowledge(this, DEAD_LETTER_REASONS[props.invocation]);
    if (!environment.traced) acknowledge(this, { 'Serverless-LambdaTracing': UNTRACED_REASON });
  }

  /** Adds environment variables. A grant calls it, so that a function is told the name of what it may use. */
  addSettings(settings: FunctionEnvironment): void {
    for (const [name, value] of Object.entries(settings)) this.addEnvironment(name, value);
  }

  /** Allows one of the few actions that CDK has no grant for. */
  allow(action: string, resourceArn: string): void {
    this.addToRolePolicy(new PolicyStatement({ actions: [action], resources: [resourceArn] }));
  }

  /** Acknowledges findings on this function's permissions, each with its reason. */
  acknowledge(findings: Acknowledgements): void {
    acknowledge(this.#executionRole, findings);
  }

  #alarmOnErrors(props: ServiceFunctionProps, runbookSection: string): void {
    new BatonAlarm(this, 'Errors', {
      deployment: props.deployment,
      metric: this.metricErrors({ period: Duration.minutes(1), statistic: 'Sum' }),
      threshold: 1,
      periods: 3,
      errorImpact: props.errorImpact,
      runbookSection,
    });
  }
}

const UNTRACED_REASON =
  'Sampling cannot be lowered, so a quiet environment pays for each call. `traced` in environments.ts turns it on.';

const DEAD_LETTER_REASONS = {
  request: {
    'Serverless-LambdaDLQ': 'Never invoked asynchronously: the caller sees the failure and retries.',
    'Serverless-LambdaAsyncFailureDestination':
      'Never invoked asynchronously: the caller sees the failure and retries.',
  },
  event: {
    'Serverless-LambdaDLQ': 'Has an on-failure destination instead, which receives the error along with the event.',
  },
} as const;

function environmentVariables(props: ServiceFunctionProps): Record<string, string> {
  const { name, logLevel, settingsCacheSeconds } = props.deployment.environment;
  const own: FunctionEnvironment = {
    ...props.settings,
    ENVIRONMENT: name,
    LOG_LEVEL: logLevel,
    SETTINGS_CACHE_SECONDS: String(settingsCacheSeconds),
  };
  // The SDK adds the app id to the user agent, so that CloudTrail shows which function made a call.
  return { ...own, AWS_SDK_UA_APP_ID: props.name };
}
