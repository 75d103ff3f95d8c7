import { describe, expect, it } from 'vitest';
import { requestToCalls, TASK_TOKEN } from './sdk-call.ts';

/** Returns the permissions that a request with a JSON body needs, as lines `action resource`. */
function needs(target: string, body: unknown): readonly string[] {
  return requestToCalls({ method: 'POST', url: '/', target, body: JSON.stringify(body) }).map(lineOf);
}

function lineOf({ action, resource, below }: ReturnType<typeof requestToCalls>[number]): string {
  return `${action} ${resource}${below}`;
}

describe('the permission for a call', () => {
  it.each([
    ['AWSStepFunctions.StartExecution', { stateMachineArn: 'arn:m' }, ['states:StartExecution arn:m']],
    ['AWSStepFunctions.SendTaskSuccess', { taskToken: 't' }, [`states:SendTaskSuccess ${TASK_TOKEN}`]],
    ['GraniteServiceVersion20100801.GetMetricData', {}, ['cloudwatch:GetMetricData *']],
    ['DynamoDB_20120810.GetItem', { TableName: 'leads', Key: {} }, ['dynamodb:GetItem leads']],
    ['DynamoDB_20120810.Query', { TableName: 'leads' }, ['dynamodb:Query leads']],
    ['DynamoDB_20120810.Query', { TableName: 'leads', IndexName: 'due' }, ['dynamodb:Query leads/index/due']],
    [
      'DynamoDB_20120810.BatchGetItem',
      { RequestItems: { leads: { Keys: [] }, reps: { Keys: [] } } },
      ['dynamodb:BatchGetItem leads', 'dynamodb:BatchGetItem reps'],
    ],
    [
      'DynamoDB_20120810.TransactWriteItems',
      {
        TransactItems: [
          { Put: { TableName: 'leads' } },
          { Update: { TableName: 'reps' } },
          { Delete: { TableName: 'reps' } },
          { ConditionCheck: { TableName: 'leads' } },
        ],
      },
      [
        'dynamodb:PutItem leads',
        'dynamodb:UpdateItem reps',
        'dynamodb:DeleteItem reps',
        'dynamodb:ConditionCheckItem leads',
      ],
    ],
    [
      'DynamoDB_20120810.TransactGetItems',
      { TransactItems: [{ Get: { TableName: 'leads' } }] },
      ['dynamodb:GetItem leads'],
    ],
    [
      'AWSEvents.PutEvents',
      { Entries: [{ EventBusName: 'bus' }, { EventBusName: 'bus' }, {}] },
      ['events:PutEvents bus', 'events:PutEvents default'],
    ],
    ['AmazonSQS.SendMessage', { QueueUrl: 'http://cloud/1/bell.fifo' }, ['sqs:SendMessage http://cloud/1/bell.fifo']],
    [
      'AmazonSQS.SendMessageBatch',
      { QueueUrl: 'http://cloud/1/bell.fifo' },
      ['sqs:SendMessage http://cloud/1/bell.fifo'],
    ],
    ['AWSStepFunctions.StartExecution', { stateMachineArn: 'arn:m' }, ['states:StartExecution arn:m']],
    ['secretsmanager.GetSecretValue', { SecretId: 'arn:s' }, ['secretsmanager:GetSecretValue arn:s']],
  ])('%s %j', (target, body, expected) => {
    expect(needs(target, body)).toEqual(expected);
  });

  it('is derived from the path for buckets', () => {
    const get = { method: 'GET', url: '/bodies/2026/a%20b?x-id=GetObject', body: '' };
    expect(requestToCalls(get).map(lineOf)).toEqual(['s3:GetObject bodies/2026/object']);
    const put = { method: 'PUT', url: '/bodies/one?x-id=PutObject', body: '' };
    expect(requestToCalls(put).map(lineOf)).toEqual(['s3:PutObject bodies/object']);
    const list = { method: 'GET', url: '/bodies?list-type=2&prefix=erasures%2F', body: '' };
    expect(requestToCalls(list).map(lineOf)).toEqual(['s3:ListBucket bodies']);
  });

  it('is derived from the path for functions, whose alias counts as themselves', () => {
    for (const arn of ['arn:aws:lambda:eu-west-1:1:function:one', 'arn:aws:lambda:eu-west-1:1:function:one:live']) {
      const url = `/2015-03-31/functions/${encodeURIComponent(arn)}/invocations`;
      expect(requestToCalls({ method: 'POST', url, body: '{}' }).map(lineOf)).toEqual(['lambda:InvokeFunction one']);
    }
  });

  it('is one that no policy grants when the service or the operation is unknown', () => {
    expect(needs('TrentService.Encrypt', {})).toEqual(['unknown:TrentService.Encrypt unknown']);
    expect(requestToCalls({ method: 'POST', url: '/', body: 'Action=AssumeRole' }).map(lineOf)).toEqual([
      's3:unknown-POST ',
    ]);
  });
});

it('sees a function that is called by its ARN', () => {
  const arn = encodeURIComponent('arn:aws:lambda:eu-central-1:000000000000:function:baton-notify');
  const call = (operation: string) => {
    const url = `/2015-03-31/functions/${arn}/${operation}`;
    return requestToCalls({ method: 'POST', url, body: '{"lead":"lead_1"}' }).map(lineOf);
  };
  expect(call('invocations')).toEqual(['lambda:InvokeFunction baton-notify']);
  expect(call('policy')).toEqual(['lambda:unknown-policy baton-notify']);
});

it('sees a mail as sent from the domain of its sender', () => {
  const body = JSON.stringify({ FromEmailAddress: 'Baton <leads@baton.example>' });
  const [call] = requestToCalls({ method: 'POST', url: '/v2/email/outbound-emails', body });
  expect(call?.action).toBe('ses:SendEmail');
  expect(call?.resource).toMatch(/^arn:.*:ses:.*:identity\/baton\.example$/);
});
