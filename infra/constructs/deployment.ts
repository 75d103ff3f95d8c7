import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { AlarmTopicName, Environment } from '../environment.ts';
import type { GradualDeployments } from './gradual-deployments.ts';
import type { Schedules } from './schedules.ts';

/** What all constructs of a deployment share. */
export interface Deployment {
  readonly environment: Environment;
  /** The topics that alarms publish to. */
  readonly alarmTopics: Readonly<Record<AlarmTopicName, ITopic>>;
  /** Where all functions log, so that one query shows what happened to a lead. */
  readonly functionLogs: ILogGroup;
  /** Starts what runs on a schedule. */
  readonly schedules: Schedules;
  /** Encrypts everything that the stack stores; absent where the keys of AWS do. */
  readonly key?: IKey;
  /** How new versions get their calls; absent where they get all at once. */
  readonly gradual?: GradualDeployments;
  /** Endpoint of the local cloud; absent on AWS. */
  readonly localEndpoint?: string;
}
