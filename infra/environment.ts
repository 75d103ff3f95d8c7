import type { FollowUpMode } from '../shared/domain/follow-up/follow-up-mode.ts';
import type { EventType } from '../shared/domain/lead/events.ts';
import type { PlanApproval } from '../shared/domain/plan-review/proposal.ts';
import type { SignInSettings } from '../shared/domain/team/sign-in.ts';
import type { AccountSettings } from './account-settings.ts';
import type { RestoreMoment } from './tables.ts';

/** The environments that Baton is deployed to. */
export type EnvironmentName = 'local' | 'dev' | 'staging' | 'prod';

/** The two topics that alarms go to. `page`: somebody must act now. `tell`: somebody looks at it in working hours. */
export type AlarmTopicName = 'page' | 'tell';

/** `hooks`: senders of leads. `answers`: reps who answer, by a link or the API. `api`: all other calls, in common. */
export type ThrottleName = 'hooks' | 'answers' | 'api';

/** Requests per second, and how many more may come at once. */
export interface RequestRate {
  readonly requestsPerSecond: number;
  readonly burst: number;
}

/** Calls of functions that run at the same time. */
export interface Concurrency {
  /** The most of assign-leads, from 2 to 1,000: so many teams are worked on at once. */
  readonly assignLeads: number;
  /** The most of deliver-webhook, from 2 to 1,000. Each call delivers up to 25 events at once. */
  readonly deliverWebhook: number;
  /** The most of sync-crm, from 2 to 1,000. Each call writes up to 25 leads with a handful of requests; CRMs limit both. */
  readonly syncCrm: number;
  /**
   * Reserved for receive-lead, which then never waits for other functions of the account, and never runs more often at
   * once. Needs a quota of concurrent executions of at least this plus 100; new accounts have 10. Absent: none.
   */
  readonly reservedForIntake?: number;
}

/** The settings that tell functions the names of tables. */
export type TableSetting = 'LEADS_TABLE' | 'REPS_TABLE' | 'DELIVERIES_TABLE' | 'REPORTS_TABLE';

/** Whose name e-mails are sent in. */
export interface MailSettings {
  /** The sender, `Baton <leads@acme.example>`. */
  readonly from: string;
  /** What was verified in SES, in the same Region, if it is not the domain of `from`: another domain, or an address. */
  readonly identity?: string;
}

/** Units a second; see {@link Environment.warmThroughput}. */
interface WarmThroughput {
  readonly readUnitsPerSecond: number;
  readonly writeUnitsPerSecond: number;
}

/** Everything that differs between environments. */
export interface Environment {
  readonly name: EnvironmentName;
  /**
   * `INFO` leaves out runs that went well. There is no `WARN`: Lambda would drop the lines of metrics too, which have no
   * level.
   */
  readonly logLevel: 'DEBUG' | 'INFO';
  /** Retention of log groups; must be a value that CloudWatch Logs supports. */
  readonly logRetentionDays: 3 | 14 | 30 | 180;
  /** Tables, bodies and secrets survive deletion of the stack. */
  readonly keepData: boolean;
  /**
   * The stack has termination protection, and its tables have deletion protection. `false` until the first deployment
   * has succeeded: a protected stack whose creation failed can be neither deployed again nor deleted. Then `true`
   * wherever leads are real; `baton doctor` reminds of it.
   */
  readonly protectFromDeletion: boolean;
  /**
   * The moment that the tables in use were restored to. Absent: the stack's own tables. `baton restore tables` makes the
   * tables and says what to enter here; it stays for good, since without it the stack would start with empty tables.
   */
  readonly restoredTo?: RestoreMoment;
  /** How long raw bodies are kept at most, in the table and the bucket; the plan in force can be stricter. */
  readonly bodyRetentionDays: number;
  /** Limits of the API, over all callers; each kind has its own, so that none starves the others. */
  readonly throttle: Readonly<Record<ThrottleName, RequestRate>>;
  /** Limits of functions that run at once, so that none takes the capacity of the others. */
  readonly concurrency: Concurrency;
  /**
   * Alarm subscribers: e-mail addresses, and https endpoints of tools that accept SNS messages (PagerDuty, Opsgenie and
   * the like), by topic. Each must confirm once. When empty, alarms only show in CloudWatch.
   */
  readonly alarmSubscribers: Readonly<Record<AlarmTopicName, readonly string[]>>;
  /** Sends notifications by e-mail, from a sender verified in SES: docs/email.md. Absent: e-mail is refused. */
  readonly mail?: MailSettings;
  /**
   * A custom domain for the API. Its ACM certificate must be in the same Region. Point the name at the output
   * ApiDomainTarget. The API's default endpoint is closed then, unless `keepDefaultEndpoint` is set, as for senders that
   * still deliver to it.
   */
  readonly domain?: {
    readonly name: string;
    readonly certificateArn: string;
    readonly keepDefaultEndpoint?: boolean;
  };
  /**
   * The intended account and Region, which prevents deployment elsewhere by mistake; default: those of the credentials.
   */
  readonly awsAccount?: { readonly account: string; readonly region: string };
  /** Deleting the stack also empties the bucket of bodies; otherwise a bucket that is not empty stops the deletion. */
  readonly emptyBodiesOnDeletion?: true;
  /** What the company demands of stacks in this account; by default nothing. */
  readonly account?: AccountSettings;
  /**
   * Throughput that tables are ready for at once, by the setting that names them, such as `LEADS_TABLE`. By default a new
   * table serves 4,000 write units and 12,000 read units a second, and grows with its traffic. Applies to each index of
   * the table too. Billed once, when raised; it cannot be lowered.
   */
  readonly warmThroughput?: Readonly<Partial<Record<TableSetting, WarmThroughput>>>;
  /**
   * How long a function keeps its copy of the active plan, settings, sources, territories and holidays, and so how soon
   * a change of them takes effect everywhere.
   */
  readonly settingsCacheSeconds: number;
  /**
   * How long a lead waits to be counted for reports, at most 900. What happens to it meanwhile is counted with it and
   * needs no message of its own. Figures are this much older.
   */
  readonly countingDelaySeconds: number;
  /**
   * How people sign in to the API with their company's accounts, besides keys: docs/access.md says what to enter for
   * Okta, Entra, Google and Cognito. Absent: only keys open the API.
   */
  readonly signIn?: SignInSettings;
  /**
   * Functions and state machines send traces to X-Ray. Lambda records up to one call a second of each function and 5 %
   * of the others, which cannot be configured, so that a quiet environment pays for almost every call: docs/cost.md.
   */
  readonly traced: boolean;
  /**
   * Which events go to the bus: `all`, or these types. Name what your own rules on the bus want. Baton itself and
   * outgoing webhooks need none there.
   */
  readonly publishedEvents: 'all' | readonly EventType[];
  /** How many admins put a new version of the plan in force. `two`: one proposes it, another approves it. */
  readonly planApproval: PlanApproval;
  /** New code first gets a tenth of the calls for five minutes, and is rolled back if it fails. */
  readonly deployGradually: boolean;
  /**
   * How assignments are made punctual. `whole_window`: one execution of Step Functions per assignment, which shows its
   * whole clock. `near_steps`: one per step that comes near, which costs less; see docs/adr/0024 and 0015.
   */
  readonly followUp: FollowUpMode;
  /** The sweep's pause switch: `false` stops its schedule with the next deployment. */
  readonly sweepRuns: boolean;
  /** How often leads whose time in nurture is over are recycled. */
  readonly recycleEveryMinutes: 1 | 15;
  /**
   * Recycling's pause switch: `false` stops its schedule with the next deployment, and the sweep recycles leads
   * instead.
   */
  readonly recyclingRuns: boolean;
  /**
   * The pause switch of digests: `false` stops their schedule with the next deployment. What is held then waits until it
   * runs again.
   */
  readonly digestsRun: boolean;
  /** How often reps' calendars are read. */
  readonly refreshCalendarsEveryMinutes: 1 | 5;
  /**
   * The pause switch of calendars: `false` stops reading them with the next deployment. An hour later every rep counts
   * as free, also in a meeting.
   */
  readonly calendarsRun: boolean;
  /**
   * The pause switch of reading from the CRM: `false` stops it with the next deployment. What people do there meanwhile
   * is taken when it runs again.
   */
  readonly crmReadingRuns: boolean;
  /** Retention's pause switch: `false` stops its schedule with the next deployment, and nothing is erased by age. */
  readonly retentionRuns: boolean;
}

/** Settings that a deployment to the local cloud can override, where there is no file to edit. */
export type LocalOverrides = Partial<
  Pick<Environment, 'keepData' | 'restoredTo' | 'followUp' | 'sweepRuns' | 'signIn'>
>;
