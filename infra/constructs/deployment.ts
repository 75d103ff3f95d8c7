import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Environment } from '../environments.ts';

/** What every construct of one deployment shares. */
export interface Deployment {
  readonly environment: Environment;
  /** Where alarms report to. */
  readonly alarmTopic: ITopic;
  /** Address of the local cloud, when that is where it is deployed to. */
  readonly localEndpoint?: string;
}
