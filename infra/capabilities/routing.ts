import { Duration } from 'aws-cdk-lib';
import { EventField, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { Chain, type StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { FunctionEnvironment } from '../../shared/runtime/env.ts';
import { EVENT_SUBSCRIPTIONS } from '../../shared/use-cases/subscriptions.ts';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { customMetric } from '../constructs/custom-metric.ts';
import { createDeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { createStateMachine, createTask } from '../constructs/state-machine.ts';
import { addEnrichmentAlarms } from './enrichment-alarms.ts';
import type { LeadEvents } from './lead-events.ts';
import type { Secrets } from './secrets.ts';
import type { Storage } from './storage.ts';

/**
 * The routing pipeline, enrich → score → route: turns a received lead into a work item in a team's queue, with one
 * write at the end.
 */
export class Routing extends Construct {
  readonly machine: StateMachine;
  /** The three tasks in order. */
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
    const createTaskFunction = (
      constructId: string,
      name: string,
      errorImpact: string,
      settings?: FunctionEnvironment,
    ) => {
      const handler = new ServiceFunction(this, constructId, {
        deployment,
        name,
        errorImpact,
        runbookSection: 'routing',
        invocation: 'request',
        settings: { ...storage.settings('LEADS_TABLE', 'REPS_TABLE'), ...settings },
      });
      storage.leads.grantRead(handler);
      storage.reps.grantRead(handler);
      return handler;
    };
    const enrich = createTaskFunction(
      'EnrichLead',
      'enrich-lead',
      'New leads are not enriched and stay unrouted until the sweep runs.',
      {
        ENRICHMENT_SECRET_ARN: secrets.enrichment.secretArn,
      },
    );
    secrets.enrichment.grantRead(enrich);
    const score = createTaskFunction(
      'ScoreLead',
      'score-lead',
      'New leads are not scored and stay unrouted until the sweep runs.',
    );
    const route = createTaskFunction('RouteLead', 'route-lead', 'New leads are not routed until the sweep runs.');
    for (const writer of [enrich, route]) storage.leads.grantWrite(writer);
    this.functions = [enrich, score, route];
    addEnrichmentAlarms(this, deployment);

    const taskFor = (name: string, handler: ServiceFunction) =>
      createTask(this, name, handler, { maxAttempts: 3, intervalSeconds: 1 });
    this.machine = createStateMachine(this, {
      deployment,
      type: StateMachineType.EXPRESS,
      steps: Chain.start(taskFor('Enrich the lead', enrich))
        .next(taskFor('Score the lead', score))
        .next(taskFor('Route the lead', route)),
      functions: this.functions,
      timeout: Duration.minutes(2),
    });
    this.#startOnEvents(deployment, events);
    new BatonAlarm(this, 'Failures', {
      deployment,
      metric: this.machine.metricFailed({ period: Duration.minutes(1), statistic: 'Sum' }),
      threshold: 1,
      periods: 3,
      errorImpact: 'Routing fails repeatedly: the sweep re-drives leads, and they end in the catch-all queue.',
      runbookSection: 'routing',
    });
    new BatonAlarm(this, 'NoActivePlan', {
      deployment,
      metric: customMetric(deployment, 'route-lead', 'NoActivePlan'),
      threshold: 1,
      errorImpact: 'No plan is active: leads are stored and wait, and nobody gets them.',
      runbookSection: 'no-active-plan',
    });
  }

  #startOnEvents(deployment: Deployment, events: LeadEvents): void {
    const target = new SfnStateMachine(this.machine, {
      input: RuleTargetInput.fromObject({ leadId: EventField.fromPath('$.detail.lead') }),
      deadLetterQueue: createDeadLetterQueue(this, 'NotStarted', {
        deployment,
        errorImpact: 'Routing could not be started for some leads; the sweep routes them a minute later.',
        runbookSection: 'routing',
      }),
    });
    events.addRule(this, 'Rule', EVENT_SUBSCRIPTIONS.routing, target);
  }
}
