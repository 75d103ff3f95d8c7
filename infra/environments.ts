/** The places Baton is deployed to. */
export type EnvironmentName = 'local' | 'dev' | 'staging' | 'prod';

/** What differs between environments, and nothing else. */
export interface Environment {
  readonly name: EnvironmentName;
  readonly logLevel: 'DEBUG' | 'INFO' | 'WARN';
  /** For log groups; must be a number of days that CloudWatch Logs knows. */
  readonly logRetentionDays: 3 | 14 | 30 | 180;
  /** Tables, bodies and secrets survive the removal of the stack, and the stack refuses to be removed. */
  readonly keepData: boolean;
  /** How long raw request bodies are kept in the bucket. */
  readonly bodyRetentionDays: number;
  /** Requests a second that the API takes over all callers, and how many more for a moment. */
  readonly throttle: { readonly requestsPerSecond: number; readonly burst: number };
  /**
   * Who is told when an alarm goes off: e-mail addresses, and https addresses of tools that take SNS messages (PagerDuty, Opsgenie
   * and the like). Each must confirm once. Nobody when empty; alarms then only show in CloudWatch.
   */
  readonly alarmTargets: readonly string[];
  /** The API under a name of your own; its certificate (ACM) must be in the same Region. Point the name at the output ApiDomainTarget. */
  readonly domain?: { readonly name: string; readonly certificateArn: string };
  /** Account and Region that it is meant for, so that it cannot be deployed elsewhere by mistake; those of the credentials when missing. */
  readonly place?: { readonly account: string; readonly region: string };
  /** New code gets a tenth of the calls for five minutes first, and is taken back if it fails. */
  readonly deployGradually: boolean;
  /** The sweep's pause switch: `false` stops its schedule with the next deployment. */
  readonly sweepRuns: boolean;
  /** How often leads whose rest in nurture is over are taken back. */
  readonly recycleEveryMinutes: 1 | 15;
  /** Recycling's pause switch: `false` stops its schedule with the next deployment, and the sweep takes leads back instead. */
  readonly recyclingRuns: boolean;
}

const deployed = {
  logLevel: 'INFO',
  keepData: true,
  alarmTargets: [],
  deployGradually: true,
  sweepRuns: true,
  recycleEveryMinutes: 15,
  recyclingRuns: true,
} as const satisfies Partial<Environment>;

/** Every environment, side by side. `npx cdk deploy -c env=<name>` picks one. */
export const ENVIRONMENTS: Readonly<Record<EnvironmentName, Environment>> = {
  local: {
    name: 'local',
    logLevel: 'DEBUG',
    logRetentionDays: 3,
    keepData: false,
    alarmTargets: [],
    deployGradually: false,
    bodyRetentionDays: 3,
    throttle: { requestsPerSecond: 500, burst: 1_000 },
    sweepRuns: true,
    recycleEveryMinutes: 1,
    recyclingRuns: true,
  },
  dev: {
    ...deployed,
    name: 'dev',
    logLevel: 'DEBUG',
    logRetentionDays: 14,
    keepData: false,
    deployGradually: false,
    bodyRetentionDays: 14,
    throttle: { requestsPerSecond: 50, burst: 100 },
  },
  staging: {
    ...deployed,
    name: 'staging',
    logRetentionDays: 30,
    bodyRetentionDays: 30,
    throttle: { requestsPerSecond: 100, burst: 200 },
  },
  prod: {
    ...deployed,
    name: 'prod',
    logRetentionDays: 180,
    bodyRetentionDays: 90,
    throttle: { requestsPerSecond: 500, burst: 1_000 },
  },
};

/** The environment of that name. Throws, naming those there are, when it is unknown. */
export function environmentNamed(name: string): Environment {
  const found = Object.values(ENVIRONMENTS).find((environment) => environment.name === name);
  if (found) return found;
  throw new Error(`no environment "${name}": use -c env=${Object.keys(ENVIRONMENTS).join('|')}`);
}

/** The name of an environment's stack. */
export function stackNameOf(environment: Environment): string {
  return `baton-${environment.name}`;
}
