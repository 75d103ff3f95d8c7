import { QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Deployment } from './deployment.ts';

/** Returns what all queues have in common: encrypted, and closed to connections without TLS. */
export function queueSettings({ key }: Pick<Deployment, 'key'>): QueueProps {
  return {
    enforceSSL: true,
    encryption: key ? QueueEncryption.KMS : QueueEncryption.SQS_MANAGED,
    encryptionMasterKey: key,
  };
}
