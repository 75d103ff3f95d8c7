import { SFNClient } from '@aws-sdk/client-sfn';
import { FollowUpTasks } from '../../shared/adapters/step-functions/follow-up-tasks.ts';

/** Creates what ends follow-up executions that wait. */
export function createFollowUpTasks(): FollowUpTasks {
  return new FollowUpTasks(new SFNClient());
}
