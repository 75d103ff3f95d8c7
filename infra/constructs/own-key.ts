import { ArnFormat, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Environment } from '../environment.ts';
import { acknowledge } from './acknowledge.ts';
import { removalPolicyOf } from './removal-policy.ts';

/** The services that hold data of ours. Whoever may use a table, and only through it, may use its key. */
const HOLDERS = ['dynamodb', 's3', 'secretsmanager', 'sns', 'sqs'] as const;

/** The services that publish to our topics or send to our queues by themselves, with no role of ours. */
const SENDERS = ['cloudwatch.amazonaws.com', 'events.amazonaws.com', 'ses.amazonaws.com', 'sns.amazonaws.com'] as const;

/**
 * Creates the key that encrypts everything of the stack, if its environment asks for one. Access is decided where it is
 * without a key: by the permissions on the table, the queue or the secret.
 */
export function createOwnKey(scope: Construct, environment: Environment): Key | undefined {
  if (!environment.account?.ownKey) return undefined;
  const stack = Stack.of(scope);
  const key = new Key(scope, 'Key', {
    description: `Encrypts what Baton (${environment.name}) stores`,
    enableKeyRotation: true,
    removalPolicy: removalPolicyOf(environment),
  });
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'ThroughTheServicesThatHoldData',
      principals: [new AnyPrincipal()],
      actions: [
        'kms:Encrypt',
        'kms:Decrypt',
        'kms:ReEncrypt*',
        'kms:GenerateDataKey*',
        'kms:CreateGrant',
        'kms:DescribeKey',
      ],
      resources: ['*'],
      conditions: {
        StringEquals: {
          'kms:CallerAccount': stack.account,
          'kms:ViaService': HOLDERS.map((service) => `${service}.${stack.region}.amazonaws.com`),
        },
      },
    }),
  );
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'ForServicesThatSend',
      principals: SENDERS.map((service) => new ServicePrincipal(service)),
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
  );
  const logGroups = stack.formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: '*',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'ForLogGroups',
      principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
      actions: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
      resources: ['*'],
      conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups } },
    }),
  );
  // Grants of CDK on encrypted queues name the actions like this.
  const reason = 'All kinds of data keys of one key, which is the only one.';
  acknowledge(stack, {
    'AwsSolutions-IAM5[Action::kms:GenerateDataKey*]': reason,
    'AwsSolutions-IAM5[Action::kms:ReEncrypt*]': reason,
  });
  return key;
}
