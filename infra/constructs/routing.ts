import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { EventField, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  Chain,
  DefinitionBody,
  JitterType,
  LogLevel,
  QueryLanguage,
  StateMachine,
  StateMachineType,
  TaskInput,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import type { FunctionEnvironment } from '../../shared/runtime/env.ts';
import { SUBSCRIPTIONS } from '../../shared/use-cases/subscriptions.ts';
import { acknowledge, wildcardBelow } from './acknowledge.ts';
import { BatonAlarm } from './baton-alarm.ts';
import { deadLetterQueue } from './dead-letter-queue.ts';
import type { Deployment } from './deployment.ts';
import { alarmOnEnrichment } from './enrichment-alarms.ts';
import type { LeadEvents } from './lead-events.ts';
import { ownMetric } from './own-metric.ts';
import type { Secrets } from './secrets.ts';
import { ServiceFunction } from './service-function.ts';
import type { Storage } from './storage.ts';

/** enrich → score → route: from a received lead to a work item in a team's queue, with one write at the end. */
export class Routing extends Construct {
  readonly machine: StateMachine;
  /** The three tasks, in their order. */
  readonly functions: readonly ServiceFunction[];

  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly deployment: Deployment;
      readonly storage: Storage;
      readonly secrets: Secrets;
      readonly events: LeadEvents;
    },
  ) {
    super(scope, id);
    const { deployment, storage, secrets, events } = props;
    const task = (constructId: string, name: string, errorImpact: string, settings?: FunctionEnvironment) => {
      const made = new ServiceFunction(this, constructId, {
        deployment,
        name,
        errorImpact,
        runbookSection: 'routing',
        invokedBy: 'request',
        settings: { ...storage.settings('LEADS_TABLE', 'REPS_TABLE'), ...settings },
      });
      storage.leads.grantRead(made);
      storage.reps.grantRead(made);
      return made;
    };
    const enrich = task('EnrichLead', 'enrich-lead', 'New leads are not enriched and stay unrouted until the sweep.', {
      ENRICHMENT_SECRET_ARN: secrets.enrichment.secretArn,
    });
    secrets.enrichment.grantRead(enrich);
    const score = task('ScoreLead', 'score-lead', 'New leads are not scored and stay unrouted until the sweep.');
    const route = task('RouteLead', 'route-lead', 'New leads are not routed until the sweep does it.');
    for (const writer of [enrich, route]) storage.leads.grantWrite(writer);
    this.functions = [enrich, score, route];
    alarmOnEnrichment(this, deployment);

    const steps = Chain.start(this.#step('Enrich the lead', enrich))
      .next(this.#step('Score the lead', score))
      .next(this.#step('Route the lead', route));
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineType: StateMachineType.EXPRESS,
      queryLanguage: QueryLanguage.JSONATA,
      definitionBody: DefinitionBody.fromChainable(steps),
      timeout: Duration.minutes(2),
      tracingEnabled: true,
      logs: {
        level: LogLevel.ERROR,
        includeExecutionData: false,
        destination: new LogGroup(this, 'Logs', {
          retention: deployment.environment.logRetentionDays,
          removalPolicy: deployment.environment.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        }),
      },
    });
    this.#startOnEvents(deployment, events);
    new BatonAlarm(this, 'Failures', {
      deployment,
      metric: this.machine.metricFailed({ period: Duration.minutes(1), statistic: 'Sum' }),
      threshold: 1,
      periods: 3,
      errorImpact: 'Routing fails again and again: leads are re-driven by the sweep and end in the catch-all queue.',
      runbookSection: 'routing',
    });
    for (const task of this.functions)
      acknowledge(this.machine, { [wildcardBelow(task.live, ':*')]: 'CDK grants a function with its versions.' });
    new BatonAlarm(this, 'NoActivePlan', {
      deployment,
      metric: ownMetric(deployment, 'route-lead', 'NoActivePlan'),
      threshold: 1,
      errorImpact: 'No plan is in force: leads are stored and wait, nobody gets them.',
      runbookSection: 'no-active-plan',
    });
    acknowledge(this.machine, {
      'AwsSolutions-SF1':
        'Errors only, without execution data: the tasks log ids of their own and inputs stay out of logs.',
      'AwsSolutions-IAM5[Resource::*]': 'Delivering logs and traces of a state machine knows no narrower resource.',
    });
  }

  #step(name: string, handler: ServiceFunction): LambdaInvoke {
    const step = LambdaInvoke.jsonata(this, name, {
      lambdaFunction: handler.live,
      payload: TaskInput.fromText('{% $states.input %}'),
      outputs: '{% $states.result.Payload %}',
      retryOnServiceExceptions: false,
    });
    step.addRetry({
      errors: ['States.ALL'],
      interval: Duration.seconds(1),
      maxAttempts: 3,
      backoffRate: 2,
      jitterStrategy: JitterType.FULL,
    });
    return step;
  }

  #startOnEvents(deployment: Deployment, events: LeadEvents): void {
    const target = new SfnStateMachine(this.machine, {
      input: RuleTargetInput.fromObject({ leadId: EventField.fromPath('$.detail.lead') }),
      deadLetterQueue: deadLetterQueue(this, 'NotStarted', {
        deployment,
        errorImpact: 'Routing could not be started for some leads; the sweep starts it a minute later.',
        runbookSection: 'routing',
      }),
    });
    events.on(this, 'Rule', SUBSCRIPTIONS.routing, target);
  }
}
