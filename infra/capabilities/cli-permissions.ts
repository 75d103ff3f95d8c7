/** One kind of access to AWS that commands of the CLI need: its actions, and what it is for. */
interface CliNeed {
  readonly actions: readonly string[];
  readonly on:
    | 'stack'
    | 'tables'
    | 'secrets'
    | 'queues'
    | 'topics'
    | 'schedules'
    | 'recycling'
    | 'crm'
    | 'mail'
    | 'account';
}

/** Every kind of access, by name. The roles of the stack and docs/access.md are made from it. */
export const CLI_NEEDS = {
  outputs: { actions: ['cloudformation:DescribeStacks'], on: 'stack' },
  resources: { actions: ['cloudformation:ListStackResources'], on: 'stack' },
  'read tables': { actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], on: 'tables' },
  'write tables': {
    actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
    on: 'tables',
  },
  'read secrets': { actions: ['secretsmanager:GetSecretValue'], on: 'secrets' },
  'write secrets': { actions: ['secretsmanager:PutSecretValue'], on: 'secrets' },
  queues: { actions: ['sqs:GetQueueAttributes'], on: 'queues' },
  topics: { actions: ['sns:ListSubscriptionsByTopic'], on: 'topics' },
  schedules: { actions: ['scheduler:GetSchedule'], on: 'schedules' },
  recycling: { actions: ['states:StartExecution'], on: 'recycling' },
  'nudge CRM': { actions: ['sqs:SendMessage'], on: 'crm' },
  mail: {
    actions: ['ses:GetEmailIdentity', 'ses:GetConfigurationSet', 'ses:GetConfigurationSetEventDestinations'],
    on: 'mail',
  },
  'mail account': { actions: ['ses:GetAccount'], on: 'account' },
  quotas: { actions: ['lambda:GetAccountSettings'], on: 'account' },
} as const satisfies Readonly<Record<string, CliNeed>>;

export type CliNeedName = keyof typeof CLI_NEEDS;

const DEFINITIONS = ['outputs', 'read tables', 'write tables', 'read secrets', 'write secrets'] as const;

/**
 * What each command of the CLI needs of AWS. A command that only calls the API needs the address from the outputs, and
 * a key of Baton's own.
 */
export const CLI_COMMANDS: Readonly<Record<string, readonly CliNeedName[]>> = {
  setup: DEFINITIONS,
  key: ['outputs', 'read tables', 'write tables'],
  'sign-in': ['outputs'],
  source: DEFINITIONS,
  webhook: DEFINITIONS,
  enrichment: DEFINITIONS,
  slack: DEFINITIONS,
  crm: [...DEFINITIONS, 'nudge CRM'],
  calendar: ['outputs', 'read tables', 'read secrets', 'write secrets'],
  import: ['outputs', 'read tables', 'write tables'],
  recycle: ['outputs', 'recycling'],
  doctor: [
    ...(['outputs', 'resources', 'read tables', 'read secrets', 'queues', 'topics', 'schedules'] as const),
    ...(['mail', 'mail account', 'quotas'] as const),
  ],
  leads: ['outputs', 'read tables', 'read secrets'],
  mode: ['outputs'],
  comparison: ['outputs'],
  quarantine: ['outputs'],
  forget: ['outputs'],
  export: ['outputs'],
  privacy: ['outputs'],
  suppress: ['outputs'],
  report: ['outputs'],
  explain: ['outputs'],
  reassign: ['outputs'],
  replay: ['outputs'],
  weights: ['outputs'],
  plan: ['outputs', 'read tables'],
  misroutes: ['outputs', 'read tables'],
  simulate: ['outputs', 'read tables'],
};

/** What each role for people may do. The read-only one changes nothing, and reads no secret. */
export const CLI_ROLES = {
  Operator: Object.keys(CLI_NEEDS) as readonly CliNeedName[],
  ReadOnly: [
    ...(['outputs', 'resources', 'read tables', 'queues', 'topics', 'schedules'] as const),
    ...(['mail', 'mail account', 'quotas'] as const),
  ],
} as const satisfies Readonly<Record<string, readonly CliNeedName[]>>;
