import { Duration } from 'aws-cdk-lib';
import { Chain, type StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { customMetric } from '../constructs/custom-metric.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { createStateMachine, createTask } from '../constructs/state-machine.ts';
import type { CapabilityProps } from './capability-props.ts';
import { addEnrichmentAlarms } from './enrichment-alarms.ts';

/**
 * The routing pipeline, enrich → score → route: turns a received lead into a work item in a team's queue, with one
 * write at the end.
 */
export class Routing extends Construct {
  readonly machine: StateMachine;
  /** The three tasks in order. */
  readonly functions: readonly ServiceFunction[];

  constructor(scope: Construct, id: string, { deployment, storage, secrets, events }: CapabilityProps) {
    super(scope, id);
    const task = { deployment, runbookSection: 'routing', invocation: 'request' } as const;
    const enrich = new ServiceFunction(this, 'EnrichLead', {
      ...task,
      name: 'enrich-lead',
      errorImpact: 'New leads are not enriched and stay unrouted until the sweep runs.',
    });
    storage.grant(enrich, { leads: 'read-write', reps: 'read' });
    secrets.grant(enrich, 'enrichment');
    const score = new ServiceFunction(this, 'ScoreLead', {
      ...task,
      name: 'score-lead',
      errorImpact: 'New leads are not scored and stay unrouted until the sweep runs.',
    });
    storage.grant(score, { leads: 'read', reps: 'read' });
    const route = new ServiceFunction(this, 'RouteLead', {
      ...task,
      name: 'route-lead',
      errorImpact: 'New leads are not routed until the sweep runs.',
    });
    storage.grant(route, { leads: 'read-write', reps: 'read' });
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
    this.machine.grantStartExecution(events.relay);
    events.relay.addSettings({ ROUTING_MACHINE_ARN: this.machine.stateMachineArn });
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
}
