/**
 * The names of the environment variables by which a deployed function learns what it works with. `infra/` writes them,
 * the code reads them: this file is the only place that knows their spelling, and {@link readSetting} the only reader.
 */
export const ENV = {
  environment: 'ENVIRONMENT',
  logLevel: 'LOG_LEVEL',
  leadsTable: 'LEADS_TABLE',
  repsTable: 'REPS_TABLE',
  deliveriesTable: 'DELIVERIES_TABLE',
  bodiesBucket: 'BODIES_BUCKET',
  eventBus: 'EVENT_BUS',
  doorbellQueueUrl: 'DOORBELL_QUEUE_URL',
  followUpMachineArn: 'FOLLOW_UP_MACHINE_ARN',
  linkSecretArn: 'LINK_SECRET_ARN',
  personKeySecretArn: 'PERSON_KEY_SECRET_ARN',
  sourceSecretsArn: 'SOURCE_SECRETS_ARN',
  notifySecretArn: 'NOTIFY_SECRET_ARN',
  apiUrl: 'API_URL',
} as const;

/** One of the names in {@link ENV}. */
export type Setting = keyof typeof ENV;

/** The value of a setting. Throws when it is missing or empty: a function without it must fail at its cold start. */
export function readSetting(setting: Setting): string {
  const value = process.env[ENV[setting]];
  if (!value) throw new Error(`the environment variable ${ENV[setting]} is not set`);
  return value;
}
