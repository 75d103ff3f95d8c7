/** The CloudFormation outputs of a deployed stack, with their meaning. */
export const OUTPUTS = {
  ApiUrl: 'base URL of the API, without a trailing slash',
  ApiId: 'id of the HTTP API',
  LeadsTable: 'name of the table of leads',
  RepsTable: 'name of the table of reps, holds, ledgers and plans',
  DeliveriesTable: 'name of the table of raw deliveries',
  ReportsTable: 'name of the table of counters',
  BodiesBucket: 'name of the bucket for large raw bodies',
  EventBus: 'name of the event bus',
  DoorbellQueueUrl: "URL of the teams' doorbell queue",
  RoutingMachineArn: 'ARN of the routing state machine',
  FollowUpMachineArn: 'ARN of the follow-up state machine',
  RecyclingMachineArn: 'ARN of the recycling state machine',
  RetentionMachineArn: 'ARN of the retention state machine',
  LinkSecretArn: 'ARN of the secret that signs answer links',
  PersonKeySecretArn: 'ARN of the secret that keys the hashes of people',
  SourceSecretsArn: 'ARN of the secret that holds the secrets of the sources',
  WebhookSecretsArn: 'ARN of the secret that holds the secrets of outgoing webhooks',
  NotifySecretArn: 'ARN of the secret that signs notifications to reps',
  EnrichmentSecretArn: 'ARN of the secret that authenticates Baton with the enrichment provider',
  SignIn: 'issuer and audience that people sign in with, as JSON, or `off`',
  SlackSecretArn: 'ARN of the secret that holds the bot token and the signing secrets of Slack',
  CrmSecretArn: 'ARN of the secret with the credentials for the CRM',
  CrmQueueUrl: 'URL of the queue of leads to write to the CRM',
  CalendarSecretsArn: 'ARN of the secret that authenticates Baton with calendar services',
  OperatorRoleArn: 'ARN of the role that may do all that the CLI can',
  ReadOnlyRoleArn: 'ARN of the role with which the CLI changes nothing',
} as const;

export type OutputName = keyof typeof OUTPUTS;

/** The outputs of one deployed stack. */
export type StackOutputs = Readonly<Record<OutputName, string>>;
