import { RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import type { Deployment } from '../constructs/deployment.ts';

/** One secret per concern, so that each function reads only what it must know. */
export class Secrets extends Construct {
  /** Signs answer links. */
  readonly links: Secret;
  /** Keys the hashes that stand for persons; changing it makes known persons unknown. */
  readonly personKeys: Secret;
  /** By source, what its senders sign with; filled by `baton setup`. */
  readonly sources: Secret;
  /** By subscription, what outgoing webhooks are signed with; filled by `baton webhook add`. */
  readonly webhooks: Secret;
  /** Signs what reps are told. */
  readonly notifications: Secret;
  /** What the provider of company facts knows us by; filled by `baton enrichment set`. */
  readonly enrichment: Secret;

  constructor(scope: Construct, id: string, props: { readonly deployment: Deployment }) {
    super(scope, id);
    const { keepData } = props.deployment.environment;
    const removalPolicy = keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const generated = (name: string, description: string) =>
      new Secret(this, name, {
        description,
        removalPolicy,
        generateSecretString: { passwordLength: 64, excludePunctuation: true },
      });
    this.links = generated('Links', 'Signs answer links');
    this.personKeys = generated('PersonKeys', 'Keys the hashes that stand for persons');
    this.notifications = generated('Notifications', 'Signs what reps are told');
    this.enrichment = generated('Enrichment', 'What the provider of company facts knows us by');
    this.sources = new Secret(this, 'Sources', {
      description: 'What each source signs with, filled by baton setup',
      removalPolicy,
      secretStringValue: SecretValue.unsafePlainText('{}'),
    });
    this.webhooks = new Secret(this, 'Webhooks', {
      description: 'What outgoing webhooks are signed with, filled by baton webhook add',
      removalPolicy,
      secretStringValue: SecretValue.unsafePlainText('{}'),
    });
    acknowledge(this.links, {
      'AwsSolutions-SMG4': 'Rotating it on a schedule would break the links in messages sent.',
    });
    acknowledge(this.personKeys, { 'AwsSolutions-SMG4': 'Hashes keyed with it are stored for as long as the leads.' });
    acknowledge(this.sources, {
      'AwsSolutions-SMG4': 'Senders know these: they change on both sides at once, by hand.',
    });
    acknowledge(this.enrichment, {
      'AwsSolutions-SMG4': 'The provider gives it out: it is replaced when they say so.',
    });
    acknowledge(this.webhooks, { 'AwsSolutions-SMG4': 'Receivers know these: they change on both sides at once.' });
    acknowledge(this.notifications, { 'AwsSolutions-SMG4': 'Receivers know it: it changes on both sides at once.' });
  }
}
