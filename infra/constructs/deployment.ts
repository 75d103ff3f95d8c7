import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { AlarmTopicName, Environment } from '../environments.ts';

/** What all constructs of a deployment share. */
export interface Deployment {
  readonly environment: Environment;
  /** The topics that alarms publish to. */
  readonly alarmTopics: Readonly<Record<AlarmTopicName, ITopic>>;
  /** Endpoint of the local cloud; absent on AWS. */
  readonly localEndpoint?: string;
}
