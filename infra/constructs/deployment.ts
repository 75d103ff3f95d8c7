import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Environment } from '../environments.ts';

/** What all constructs of a deployment share. */
export interface Deployment {
  readonly environment: Environment;
  /** The topic that alarms publish to. */
  readonly alarmTopic: ITopic;
  /** Endpoint of the local cloud; absent on AWS. */
  readonly localEndpoint?: string;
}
