import { findValues, logicalIdOf } from './synthesised.ts';

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** Resources of a template, by logical id. */
export type Resources = Readonly<Record<string, Resource>>;

interface Statement {
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: unknown;
}

const CLOUDWATCH = 'cloudwatch.amazonaws.com';
/** The alarms of the account and Region of the stack, and nobody else's. */
const ONLY_ITS_ALARMS = {
  StringEquals: { 'aws:SourceAccount': '<AWS::AccountId>' },
  ArnLike: { 'aws:SourceArn': 'arn:<AWS::Partition>:cloudwatch:<AWS::Region>:<AWS::AccountId>:alarm:*' },
};
/** Denies what is sent without TLS; CloudWatch sends with it. */
const WITHOUT_TLS = { Bool: { 'aws:SecureTransport': 'false' } };

/** Returns what keeps the actions of a template's alarms from being delivered, one line each; empty when nothing does. */
export function findUndeliverableActions(resources: Resources): readonly string[] {
  return Object.entries(resources)
    .filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')
    .flatMap(([alarm, { Properties }]) =>
      [Properties?.AlarmActions, Properties?.OKActions].flatMap((actions) => {
        if (!Array.isArray(actions) || actions.length === 0) return [`${alarm}: notifies nobody`];
        return actions.flatMap((action) =>
          problemsOf(resources, logicalIdOf(action)).map((problem) => `${alarm}: ${problem}`),
        );
      }),
    );
}

function problemsOf(resources: Resources, target: string | undefined): readonly string[] {
  const topic = target === undefined ? undefined : resources[target];
  if (target === undefined || topic?.Type !== 'AWS::SNS::Topic') return [`${target} is no topic of the stack`];
  const policies = Object.values(resources).filter(
    ({ Type, Properties }) =>
      Type === 'AWS::SNS::TopicPolicy' && [Properties?.Topics].flat().map(logicalIdOf).includes(target),
  );
  const own = policies.flatMap(({ Properties }) => statementsOf(Properties?.PolicyDocument));
  const open = own.some(
    (one) => allows(one, 'sns:Publish') && logicalIdOf(one.Resource) === target && isOnlyForItsAlarms(one),
  );
  const closed = own.some(({ Effect, Condition }) => Effect === 'Deny' && !isEqual(Condition, WITHOUT_TLS));
  return [
    ...(open ? [] : [`CloudWatch of this account may not publish to ${target}`]),
    ...(closed ? [`${target} denies more than connections without TLS`] : []),
    ...keyProblemsOf(resources, topic),
  ];
}

/** CloudWatch must also be allowed to use a topic's key, which the one that AWS manages for SNS does not. */
function keyProblemsOf(resources: Resources, { Properties }: Resource): readonly string[] {
  if (Properties?.KmsMasterKeyId === undefined) return [];
  const key = logicalIdOf(Properties.KmsMasterKeyId) ?? '';
  const own = statementsOf(resources[key]?.Properties?.KeyPolicy);
  return ['kms:Decrypt', 'kms:GenerateDataKey*']
    .filter((action) => !own.some((one) => allows(one, action)))
    .map((action) => `CloudWatch may not ${action} with the key of the topic`);
}

function statementsOf(document: unknown): readonly Statement[] {
  return findValues('Statement', document).flat() as readonly Statement[];
}

function allows({ Effect, Principal, Action }: Statement, action: string): boolean {
  const isCloudWatch = findValues('Service', Principal).flat().includes(CLOUDWATCH);
  return Effect === 'Allow' && isCloudWatch && [Action].flat().includes(action);
}

function isOnlyForItsAlarms({ Condition }: Statement): boolean {
  return isEqual(Condition, ONLY_ITS_ALARMS);
}

function isEqual(condition: unknown, expected: unknown): boolean {
  return JSON.stringify(toText(condition)) === JSON.stringify(expected);
}

/** Replaces `Ref` and `Fn::Join` by text, so that ARNs can be compared. */
function toText(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(toText);
  if ('Ref' in value) return `<${String(value.Ref)}>`;
  if ('Fn::Join' in value && Array.isArray(value['Fn::Join'])) {
    const [separator, parts]: readonly unknown[] = value['Fn::Join'];
    return [parts].flat().map(toText).join(String(separator));
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toText(inner)]));
}
