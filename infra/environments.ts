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
  /** Who is told when an alarm goes off; nobody when missing. The address must confirm once. */
  readonly alarmEmail?: string;
  /** The sweep's pause switch: `false` stops its schedule with the next deployment. */
  readonly sweepRuns: boolean;
}

const deployed = {
  logLevel: 'INFO',
  keepData: true,
  sweepRuns: true,
} as const satisfies Partial<Environment>;

/** Every environment, side by side. `npx cdk deploy -c env=<name>` picks one. */
export const ENVIRONMENTS: Readonly<Record<EnvironmentName, Environment>> = {
  local: {
    name: 'local',
    logLevel: 'DEBUG',
    logRetentionDays: 3,
    keepData: false,
    bodyRetentionDays: 3,
    throttle: { requestsPerSecond: 500, burst: 1_000 },
    sweepRuns: true,
  },
  dev: {
    ...deployed,
    name: 'dev',
    logLevel: 'DEBUG',
    logRetentionDays: 14,
    keepData: false,
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
