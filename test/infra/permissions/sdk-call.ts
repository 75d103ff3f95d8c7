/** A call to AWS as permissions see it: the IAM action, and the resource it is done to. */
export interface SdkCall {
  /** `dynamodb:Query`. */
  readonly action: string;
  /** How the caller named the resource: a name, a URL or an ARN. */
  readonly resource: string;
  /** What is meant below the resource: `/index/due`, or `/object` for whatever object of a bucket. Empty for itself. */
  readonly below: string;
}

/** What an SDK sends, as far as it says what is called. */
export interface SdkRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** The header `x-amz-target`, by which services with JSON bodies are told what is called. */
  readonly target?: string;
  readonly body: string;
}

type Input = Readonly<Record<string, unknown>>;

/**
 * The permissions that a request needs. A transaction needs that of every operation in it, a batch its own on every table.
 * What this file does not know becomes an action that no policy allows, so that it is noticed.
 */
export function callsOf({ method, url, target, body }: SdkRequest): readonly SdkCall[] {
  if (target === undefined) return [bucketCall(method, new URL(url, 'http://cloud'))];
  const [service = '', operation = ''] = target.split('.');
  const calls = SERVICES[service];
  return calls ? calls(operation, JSON.parse(body)) : [{ action: `unknown:${target}`, resource: 'unknown', below: '' }];
}

const SERVICES: Readonly<Record<string, (operation: string, input: Input) => readonly SdkCall[]>> = {
  DynamoDB_20120810: tableCalls,
  AWSEvents: (operation, input) =>
    [...new Set(listOf(input.Entries).map(({ EventBusName }) => EventBusName))].map((bus) =>
      callTo(`events:${operation}`, bus ?? 'default'),
    ),
  // There is no permission of its own to send a batch.
  AmazonSQS: (operation, input) => [callTo(`sqs:${operation.replace(/Batch$/, '')}`, input.QueueUrl)],
  AWSStepFunctions: (operation, input) => [callTo(`states:${operation}`, input.stateMachineArn)],
  secretsmanager: (operation, input) => [callTo(`secretsmanager:${operation}`, input.SecretId)],
};

/** What the operations of a transaction are called in a request, and in a policy. */
const IN_TRANSACTIONS = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
} as const;

function tableCalls(operation: string, input: Input): readonly SdkCall[] {
  if (operation.startsWith('Transact')) return listOf(input.TransactItems).flatMap(callsInTransaction);
  const action = `dynamodb:${operation}`;
  if (operation.startsWith('Batch')) return Object.keys(objectOf(input.RequestItems)).map((of) => callTo(action, of));
  const index = input.IndexName;
  return [callTo(action, input.TableName, index === undefined ? '' : `/index/${String(index)}`)];
}

function callsInTransaction(item: Input): readonly SdkCall[] {
  return Object.entries(IN_TRANSACTIONS).flatMap(([kind, operation]) =>
    item[kind] === undefined ? [] : [callTo(`dynamodb:${operation}`, objectOf(item[kind]).TableName)],
  );
}

/** A bucket is named in the path, since the local cloud is called by its address; `x-id` says what is called. */
function bucketCall(method: string, { pathname, searchParams }: URL): SdkCall {
  const [, bucket = '', ...key] = pathname.split('/');
  const below = key.join('/') === '' ? '' : '/object';
  return callTo(`s3:${searchParams.get('x-id') ?? `unknown-${method}`}`, bucket, below);
}

function callTo(action: string, resource: unknown, below = ''): SdkCall {
  return { action, resource: typeof resource === 'string' ? resource : 'unnamed', below };
}

function objectOf(value: unknown): Input {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function listOf(value: unknown): readonly Input[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}
