import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnEmailIdentity, ConfigurationSet, EmailSendingEvent, EventDestination } from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Deployment } from '../constructs/deployment.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';
import { identityOf } from '../environments.ts';

/** Sending e-mail by SES, from the sender that the environment names. Without one, every mail is refused. */
export class Mail extends Construct {
  /** Bounces and complaints about mails. They name the receiver; a mail's subject says nothing of its lead's person. */
  readonly bounces: Topic;
  readonly #deployment: Deployment;
  readonly #configurationSet: ConfigurationSet;

  constructor(scope: Construct, id: string, { deployment }: { readonly deployment: Deployment }) {
    super(scope, id);
    this.#deployment = deployment;
    this.#configurationSet = new ConfigurationSet(this, 'Mails');
    this.bounces = new Topic(this, 'Bounces', { enforceSSL: true, masterKey: deployment.key });
    this.#configurationSet.addEventDestination('ToTopic', {
      destination: EventDestination.snsTopic(this.bounces),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT],
    });
    const { mail } = deployment.environment;
    // On AWS, a person proves that the domain is theirs. The local cloud believes everybody.
    if (mail && deployment.localEndpoint !== undefined)
      new CfnEmailIdentity(this, 'Sender', { emailIdentity: identityOf(mail) });
  }

  /** Lets a function send mails, in the sender's name only. */
  grantSend(handler: ServiceFunction): void {
    const { mail } = this.#deployment.environment;
    handler.addSettings({
      MAIL_FROM: mail?.from ?? 'none',
      MAIL_CONFIGURATION_SET: mail ? this.#configurationSet.configurationSetName : 'none',
    });
    if (mail) for (const arn of this.resourceArns) handler.allow('ses:SendEmail', arn);
  }

  /** The sender's identity, if there is a sender, and the configuration set. */
  get resourceArns(): readonly string[] {
    const { mail } = this.#deployment.environment;
    return [
      ...(mail ? [this.#arnOf('identity', identityOf(mail))] : []),
      this.#arnOf('configuration-set', this.#configurationSet.configurationSetName),
    ];
  }

  #arnOf(resource: 'identity' | 'configuration-set', resourceName: string): string {
    const arnFormat = ArnFormat.SLASH_RESOURCE_NAME;
    return Stack.of(this).formatArn({ service: 'ses', resource, resourceName, arnFormat });
  }
}
