import { Duration } from 'aws-cdk-lib';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { EventType } from '../../shared/domain/lead/events.ts';
import { ServiceFunction, type ServiceFunctionProps } from '../constructs/service-function.ts';
import type { LeadEvents } from './lead-events.ts';

/** Options of {@link EventConsumer}. */
export interface EventConsumerProps extends Omit<ServiceFunctionProps, 'invocation'> {
  readonly events: LeadEvents;
  readonly consumes: readonly EventType[];
  /** Events of these types only if their data match this pattern of EventBridge. */
  readonly consumesOnlyIf?: {
    readonly types: readonly EventType[];
    readonly data: Readonly<Record<string, unknown[]>>;
  };
}

/**
 * A function invoked by events from the bus. Events that it cannot process, or that cannot be delivered, go to its
 * dead-letter queue.
 */
export class EventConsumer extends ServiceFunction {
  constructor(scope: Construct, id: string, props: EventConsumerProps) {
    const { events, consumes, consumesOnlyIf, ...functionProps } = props;
    super(scope, id, { ...functionProps, invocation: 'event' });
    const target = new LambdaFunction(this.live, {
      deadLetterQueue: this.deadLetters,
      maxEventAge: Duration.hours(1),
      retryAttempts: 3,
    });
    events.addRule(this, 'Rule', consumes, target);
    if (consumesOnlyIf) events.addRule(this, 'SomeRule', consumesOnlyIf.types, target, consumesOnlyIf.data);
  }
}
