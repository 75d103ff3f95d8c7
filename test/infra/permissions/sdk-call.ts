/** An AWS call in terms of permissions: the IAM action and its resource. */
export interface SdkCall {
  /** `dynamodb:Query`. */
  readonly action: string;
  /** How the caller named the resource: a name, a URL or an ARN. */
  readonly resource: string;
  /**
   * The part below the resource: `/index/due`; `/object` for any object of a bucket, `/erasures/object` for any in a
   * folder; empty for the resource itself.
   */
  readonly below: string;
}

/** The parts of an SDK request that identify the call. */
export interface SdkRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** The header `x-amz-target`, which names the operation for services with JSON bodies. */
  readonly target?: string;
  readonly body: string;
}

type Input = Readonly<Record<string, unknown>>;

/** Stands for the machine that a task token belongs to. The token does not show it. */
export const TASK_TOKEN = 'the machine of a task token';

/**
 * Returns the permissions that a request needs. A transaction needs those of every operation in it; a batch needs its
 * own on every table. An unknown call becomes an action that no policy allows, so that it is noticed.
 */
export function requestToCalls({ method, url, target, body }: SdkRequest): readonly SdkCall[] {
  if (target === undefined && url.startsWith(MAIL_PATH)) return [mailCall(JSON.parse(body))];
  if (target === undefined && url.startsWith(INVOKE_PATH)) return [invokeCall(url)];
  if (target === undefined) return [s3Calls(method, new URL(url, 'http://cloud'))];
  const [service = '', operation = ''] = target.split('.');
  const calls = SERVICES[service];
  return calls ? calls(operation, JSON.parse(body)) : [{ action: `unknown:${target}`, resource: 'unknown', below: '' }];
}

const SERVICES: Readonly<Record<string, (operation: string, input: Input) => readonly SdkCall[]>> = {
  DynamoDB_20120810: tableCalls,
  AWSEvents: (operation, input) =>
    [...new Set(listOf(input.Entries).map(({ EventBusName }) => EventBusName))].map((bus) =>
      createCall(`events:${operation}`, bus ?? 'default'),
    ),
  // Sending a batch has no permission of its own.
  AmazonSQS: (operation, input) => [createCall(`sqs:${operation.replace(/Batch$/, '')}`, input.QueueUrl)],
  AWSStepFunctions: (operation, input) => [
    createCall(`states:${operation}`, input.taskToken === undefined ? input.stateMachineArn : TASK_TOKEN),
  ],
  GraniteServiceVersion20100801: (operation) => [createCall(`cloudwatch:${operation}`, '*')],
  secretsmanager: (operation, input) => [createCall(`secretsmanager:${operation}`, input.SecretId)],
};

/** The operations of a transaction as named in a request and in a policy. */
const TRANSACTION_ACTIONS = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
} as const;

function tableCalls(operation: string, input: Input): readonly SdkCall[] {
  if (operation.startsWith('Transact')) return listOf(input.TransactItems).flatMap(callsInTransaction);
  const action = `dynamodb:${operation}`;
  if (operation.startsWith('Batch'))
    return Object.keys(objectOf(input.RequestItems)).map((of) => createCall(action, of));
  const index = input.IndexName;
  return [createCall(action, input.TableName, index === undefined ? '' : `/index/${String(index)}`)];
}

function callsInTransaction(item: Input): readonly SdkCall[] {
  return Object.entries(TRANSACTION_ACTIONS).flatMap(([kind, operation]) =>
    item[kind] === undefined ? [] : [createCall(`dynamodb:${operation}`, objectOf(item[kind]).TableName)],
  );
}

/**
 * Returns an S3 call. The path names the bucket, since the local cloud is addressed by IP; `x-id` names the operation,
 * except of a list, which has `list-type` and needs the action `s3:ListBucket`.
 */
function s3Calls(method: string, { pathname, searchParams }: URL): SdkCall {
  const [, bucket = '', folder = '', ...key] = pathname.split('/');
  const below = key.length > 0 ? `/${folder}/object` : folder && '/object';
  const isList = method === 'GET' && searchParams.get('list-type') === '2';
  const operation = isList ? 'ListBucket' : (searchParams.get('x-id') ?? `unknown-${method}`);
  return createCall(`s3:${operation}`, bucket, below);
}

/** The path below which Lambda has its functions. */
const INVOKE_PATH = '/2015-03-31/functions/';

/** Returns the call of a function, which is named by its ARN, with or without an alias. */
function invokeCall(url: string): SdkCall {
  const [arn = '', operation] = url.slice(INVOKE_PATH.length).split('/');
  const name = /:function:([^:]+)/.exec(decodeURIComponent(arn))?.[1];
  return createCall(operation === 'invocations' ? 'lambda:InvokeFunction' : `lambda:unknown-${operation}`, name);
}

/** The path below which SES has its operations. */
export const MAIL_PATH = '/v2/email/';

/** Returns the sending of a mail, whose sender's domain is the identity. */
function mailCall({ FromEmailAddress }: Input): SdkCall {
  const domain = /@([^>]+)>?$/.exec(String(FromEmailAddress))?.[1];
  const arn = 'arn:<AWS::Partition.Ref>:ses:<AWS::Region.Ref>:<AWS::AccountId.Ref>:identity';
  return createCall('ses:SendEmail', `${arn}/${domain}`);
}

function createCall(action: string, resource: unknown, below = ''): SdkCall {
  return { action, resource: typeof resource === 'string' ? resource : 'unnamed', below };
}

function objectOf(value: unknown): Input {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function listOf(value: unknown): readonly Input[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}
