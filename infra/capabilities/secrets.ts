import { SecretValue } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { EnvName } from '../../shared/runtime/env.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { removalPolicyOf } from '../constructs/removal-policy.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';

/** The environment variables that tell a function the ARNs of the secrets. */
const SETTINGS = {
  links: 'LINK_SECRET_ARN',
  personKeys: 'PERSON_KEY_SECRET_ARN',
  sources: 'SOURCE_SECRETS_ARN',
  webhooks: 'WEBHOOK_SECRETS_ARN',
  notifications: 'NOTIFY_SECRET_ARN',
  enrichment: 'ENRICHMENT_SECRET_ARN',
  slack: 'SLACK_SECRET_ARN',
  crm: 'CRM_SECRET_ARN',
  calendars: 'CALENDAR_SECRETS_ARN',
} as const satisfies Readonly<Record<string, EnvName>>;

/** One secret per concern, so that each function can read only what it needs. */
export class Secrets extends Construct {
  /** Signs answer links. */
  readonly links: Secret;
  /** Keys the hashes that identify people. Changing it makes known people unknown. */
  readonly personKeys: Secret;
  /** Secrets of senders, by source; filled by `baton setup`. */
  readonly sources: Secret;
  /** Signing secrets of outgoing webhooks, by subscription; filled by `baton webhook add`. */
  readonly webhooks: Secret;
  /** Signs notifications to reps. */
  readonly notifications: Secret;
  /** Authenticates Baton with the enrichment provider; filled by `baton enrichment set`. */
  readonly enrichment: Secret;
  /** Bot token and signing secrets of Slack; filled by `baton slack connect`. */
  readonly slack: Secret;
  /** The credentials for the CRM; filled by `baton crm connect`. */
  readonly crm: Secret;
  /** Authenticates Baton with calendar services, by kind; filled by `baton calendar connect`. */
  readonly calendars: Secret;

  constructor(scope: Construct, id: string, props: { readonly deployment: Deployment }) {
    super(scope, id);
    const { environment, key: encryptionKey } = props.deployment;
    const kept = { removalPolicy: removalPolicyOf(environment), encryptionKey };
    const generated = (name: string, description: string) =>
      new Secret(this, name, {
        description,
        ...kept,
        generateSecretString: { passwordLength: 64, excludePunctuation: true },
      });
    this.links = generated('Links', 'Signs answer links');
    this.personKeys = generated('PersonKeys', 'Keys the hashes that identify people');
    this.notifications = generated('Notifications', 'Signs notifications to reps');
    this.enrichment = generated('Enrichment', 'Authenticates Baton with the enrichment provider');
    const filled = (name: string, description: string) =>
      new Secret(this, name, { description, ...kept, secretStringValue: SecretValue.unsafePlainText('{}') });
    this.sources = filled('Sources', 'Secrets of senders by source, filled by baton setup');
    this.webhooks = filled('Webhooks', 'Signing secrets of outgoing webhooks, filled by baton webhook add');
    this.slack = filled('Slack', 'Bot token and signing secrets of Slack, filled by baton slack connect');
    this.crm = filled('Crm', 'Credentials for the CRM, filled by baton crm connect');
    this.calendars = filled('Calendars', 'Credentials for calendar services, filled by baton calendar connect');
    acknowledge(this.calendars, {
      'AwsSolutions-SMG4': 'Google and Microsoft issue them and decide when they are replaced.',
    });
    acknowledge(this.links, {
      'AwsSolutions-SMG4':
        'Links in sent messages need the former one: baton setup --link-secret replaces it with an overlap.',
    });
    acknowledge(this.personKeys, { 'AwsSolutions-SMG4': 'Hashes keyed with it are stored for as long as the leads.' });
    acknowledge(this.sources, {
      'AwsSolutions-SMG4': 'Senders hold these: they must change on both sides at once, by hand.',
    });
    acknowledge(this.enrichment, {
      'AwsSolutions-SMG4': 'The provider issues it and decides when it is replaced.',
    });
    acknowledge(this.slack, {
      'AwsSolutions-SMG4': 'Slack issues both parts; baton slack connect replaces them.',
    });
    acknowledge(this.crm, {
      'AwsSolutions-SMG4': 'The CRM issues it and decides when it is replaced.',
    });
    acknowledge(this.webhooks, {
      'AwsSolutions-SMG4': 'Receivers hold these: they must change on both sides at once.',
    });
    acknowledge(this.notifications, {
      'AwsSolutions-SMG4': 'Receivers hold it: it must change on both sides at once.',
    });
  }

  /** Allows a function to read these secrets, and tells it their ARNs. */
  grant(handler: ServiceFunction, ...names: readonly (keyof typeof SETTINGS)[]): void {
    for (const name of names) {
      handler.allow('secretsmanager:GetSecretValue', this[name].secretArn);
      handler.addSettings({ [SETTINGS[name]]: this[name].secretArn });
    }
  }
}
