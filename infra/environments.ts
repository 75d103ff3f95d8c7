import { NO_SIGN_IN } from '../shared/runtime/auth/no-sign-in.ts';
import type { Environment, EnvironmentName, MailSettings } from './environment.ts';

const DEPLOYED_DEFAULTS = {
  logLevel: 'INFO',
  keepData: true,
  protectFromDeletion: false,
  alarmSubscribers: { page: [], tell: [] },
  settingsCacheSeconds: 10,
  countingDelaySeconds: 300,
  traced: false,
  publishedEvents: [],
  deployGradually: true,
  followUp: 'whole_window',
  sweepRuns: true,
  recycleEveryMinutes: 15,
  recyclingRuns: true,
  planApproval: 'one',
  digestsRun: true,
  refreshCalendarsEveryMinutes: 5,
  calendarsRun: true,
  crmReadingRuns: true,
  retentionRuns: true,
} as const satisfies Partial<Environment>;

/** All environments side by side. `npx cdk deploy -c env=<name>` selects one. */
export const ENVIRONMENTS: Readonly<Record<EnvironmentName, Environment>> = {
  local: {
    name: 'local',
    logLevel: 'DEBUG',
    logRetentionDays: 3,
    keepData: false,
    protectFromDeletion: false,
    alarmSubscribers: { page: [], tell: [] },
    mail: { from: 'Baton <leads@baton.example>' },
    settingsCacheSeconds: 1,
    countingDelaySeconds: 1,
    traced: false,
    publishedEvents: 'all',
    deployGradually: false,
    bodyRetentionDays: 3,
    throttle: {
      hooks: { requestsPerSecond: 500, burst: 1_000 },
      answers: { requestsPerSecond: 500, burst: 1_000 },
      api: { requestsPerSecond: 500, burst: 1_000 },
    },
    concurrency: { assignLeads: 2, deliverWebhook: 2, syncCrm: 2 },
    followUp: 'whole_window',
    sweepRuns: true,
    recycleEveryMinutes: 1,
    recyclingRuns: true,
    planApproval: 'one',
    digestsRun: true,
    refreshCalendarsEveryMinutes: 1,
    calendarsRun: true,
    crmReadingRuns: true,
    retentionRuns: true,
  },
  dev: {
    ...DEPLOYED_DEFAULTS,
    name: 'dev',
    logLevel: 'DEBUG',
    logRetentionDays: 14,
    keepData: false,
    emptyBodiesOnDeletion: true,
    traced: true,
    deployGradually: false,
    bodyRetentionDays: 14,
    throttle: {
      hooks: { requestsPerSecond: 50, burst: 100 },
      answers: { requestsPerSecond: 20, burst: 50 },
      api: { requestsPerSecond: 50, burst: 100 },
    },
    concurrency: { assignLeads: 2, deliverWebhook: 2, syncCrm: 2 },
  },
  staging: {
    ...DEPLOYED_DEFAULTS,
    name: 'staging',
    logRetentionDays: 30,
    bodyRetentionDays: 30,
    throttle: {
      hooks: { requestsPerSecond: 100, burst: 200 },
      answers: { requestsPerSecond: 50, burst: 100 },
      api: { requestsPerSecond: 100, burst: 200 },
    },
    concurrency: { assignLeads: 5, deliverWebhook: 5, syncCrm: 2 },
  },
  prod: {
    ...DEPLOYED_DEFAULTS,
    name: 'prod',
    logRetentionDays: 180,
    bodyRetentionDays: 90,
    throttle: {
      hooks: { requestsPerSecond: 500, burst: 1_000 },
      answers: { requestsPerSecond: 200, burst: 400 },
      api: { requestsPerSecond: 500, burst: 1_000 },
    },
    concurrency: { assignLeads: 20, deliverWebhook: 10, syncCrm: 2 },
  },
};

/** Returns the SES identity that mails are sent from. Throws when the sender is no address. */
export function identityOf({ from, identity }: MailSettings): string {
  const [, domain] = /^[^<>\r\n]*<?[^\s<>@]+@([A-Za-z0-9.-]+)>?$/.exec(from) ?? [];
  if (domain === undefined)
    throw new Error(`mail.from "${from}": expected a sender such as Baton <leads@acme.example>`);
  return identity ?? domain;
}

/** Returns the environment of that name. Throws with the list of valid names when it is unknown. */
export function environmentNamed(name: string): Environment {
  const found = Object.values(ENVIRONMENTS).find((environment) => environment.name === name);
  if (found) return found;
  throw new Error(`no environment "${name}": use -c env=${Object.keys(ENVIRONMENTS).join('|')}`);
}

/** Returns the stack name of an environment. */
export function stackNameOf(environment: Environment): string {
  return `baton-${environment.name}`;
}

/** Returns what the CLI needs of an environment's sign-in, in JSON; `off` without one. Not its groups: they may be people. */
export function signInOutputOf({ signIn }: Pick<Environment, 'signIn'>): string {
  return signIn ? JSON.stringify({ issuer: signIn.issuer, audience: signIn.audience }) : NO_SIGN_IN;
}
