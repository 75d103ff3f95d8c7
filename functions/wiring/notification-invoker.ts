import { LambdaClient } from '@aws-sdk/client-lambda';
import { NotificationInvoker } from '../../shared/adapters/lambda/notification-invoker.ts';

/** Creates what calls the function that notifies. */
export function createNotificationInvoker(env: { readonly NOTIFY_FUNCTION_ARN: string }): NotificationInvoker {
  return new NotificationInvoker({ client: new LambdaClient(), functionArn: env.NOTIFY_FUNCTION_ARN });
}
