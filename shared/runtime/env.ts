/**
 * Every environment variable that a Baton function reads, with its content. The stack and the functions share these
 * names, so they cannot drift apart. Importing this file reads nothing.
 */
export const ENV_VARIABLES = {
  LEADS_TABLE: 'name of the leads table',
  REPS_TABLE: 'name of the reps table, which also stores holds, ledgers and plans',
  DELIVERIES_TABLE: 'name of the deliveries table',
  REPORTS_TABLE: 'name of the reports table',
  BODIES_BUCKET: 'name of the bucket for large raw bodies',
  BODY_RETENTION_DAYS: 'retention of raw deliveries in days',
  EVENT_BUS: 'name of the event bus',
  PUBLISHED_EVENTS: 'types of the events that go to the bus, between commas, or `all`, or `none`',
  DOORBELL_QUEUE_URL: 'URL of the doorbell queue',
  NOTIFY_FUNCTION_ARN: 'ARN of the function that notifies people',
  ROUTING_MACHINE_ARN: 'ARN of the routing state machine',
  COUNTING_QUEUE_URL: 'URL of the queue of leads to count for reports',
  COUNTING_DELAY_SECONDS: 'seconds that the queue of leads to count keeps each message back',
  FOLLOW_UP_MACHINE_ARN: 'ARN of the follow-up state machine',
  FOLLOW_UP_MODE: 'how assignments are made punctual: whole_window or near_steps',
  LINK_SECRET_ARN: 'ARN of the secret that signs answer links',
  PERSON_KEY_SECRET_ARN: 'ARN of the secret for hashing person keys',
  SOURCE_SECRETS_ARN: 'ARN of the secret that holds the source secrets',
  NOTIFY_SECRET_ARN: 'ARN of the secret that signs notifications to reps',
  SLACK_SECRET_ARN: 'ARN of the secret that holds the bot token and the signing secrets of Slack',
  RECYCLING_HEAD_START_SECONDS: 'seconds that recycling has before the sweep recycles leads from nurture',
  SETTINGS_CACHE_SECONDS:
    'seconds that a function keeps its copy of the active plan, settings, sources, territories and holidays',
  ENRICHMENT_SECRET_ARN: 'ARN of the secret for the company data provider',
  CALENDAR_SECRETS_ARN: 'ARN of the secret that holds the credentials for calendar services',
  REFRESH_CALENDARS_ARN: 'ARN of the function that reads calendars; `none` while it is paused',
  WEBHOOK_SECRETS_ARN: 'ARN of the secret that holds the outgoing webhook secrets',
  WEBHOOK_QUEUE_URL: 'URL of the outgoing webhook queue',
  PLAN_APPROVAL: 'how many people put a new version of the plan in force: one or two',
  SIGN_IN: 'how people sign in, as JSON, or `off`',
  MAIL_FROM: 'sender of e-mails, `Baton <leads@acme.example>`; `none` when there is none',
  MAIL_CONFIGURATION_SET: 'name of the SES configuration set for e-mails; `none` without a sender',
  CRM_QUEUE_URL: 'URL of the queue of leads to write to the CRM',
  CRM_SECRET_ARN: 'ARN of the secret with which Baton calls the CRM',
  API_URL: 'URL of the API, without a trailing slash',
  ENVIRONMENT: 'name of the environment, `prod`',
  LOG_LEVEL: 'minimum log level: DEBUG, INFO, WARN or ERROR',
  AWS_LAMBDA_FUNCTION_VERSION: 'version of the function that runs, set by Lambda itself',
} as const;

export type EnvName = keyof typeof ENV_VARIABLES;

/** Environment variables the stack passes to a function: only names that some function reads. */
export type FunctionEnvironment = Readonly<Partial<Record<EnvName, string>>>;

/**
 * Reads the named variables. Call it at start-up, so that a missing variable fails the cold start and not the first
 * lead. Throws one error that names all missing variables. An empty text counts as missing. There are no defaults.
 */
export function readEnv<const Name extends EnvName>(...names: readonly Name[]): Readonly<Record<Name, string>> {
  return readEnvFrom(process.env, names);
}

/** {@link readEnv} from a given environment. */
export function readEnvFrom<const Name extends EnvName>(
  source: Readonly<Record<string, string | undefined>>,
  names: readonly Name[],
): Readonly<Record<Name, string>> {
  const missing = names.filter((name) => !source[name]);
  if (missing.length > 0) {
    throw new Error(`Not set: ${missing.map((name) => `${name} (${ENV_VARIABLES[name]})`).join(', ')}`);
  }
  return Object.fromEntries(names.map((name) => [name, source[name]])) as Record<Name, string>;
}
