import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AccountApi } from './capabilities/account-api.ts';
import { Api } from './capabilities/api.ts';
import { Authorizer } from './capabilities/authorizer.ts';
import { Dashboard } from './capabilities/dashboard.ts';
import { FollowUp } from './capabilities/follow-up.ts';
import { Intake } from './capabilities/intake.ts';
import { LeadApi } from './capabilities/lead-api.ts';
import { LeadEvents } from './capabilities/lead-events.ts';
import { Notifications } from './capabilities/notifications.ts';
import { OutgoingWebhooks } from './capabilities/outgoing-webhooks.ts';
import { Recycling } from './capabilities/recycling.ts';
import { Reports } from './capabilities/reports.ts';
import { Routing } from './capabilities/routing.ts';
import { Secrets } from './capabilities/secrets.ts';
import { ShadowMode } from './capabilities/shadow-mode.ts';
import { Storage } from './capabilities/storage.ts';
import { Sweep } from './capabilities/sweep.ts';
import { TeamQueue } from './capabilities/team-queue.ts';
import { AlarmTopic } from './constructs/alarm-topic.ts';
import type { Deployment } from './constructs/deployment.ts';
import type { Environment } from './environments.ts';
import type { OutputName } from './outputs.ts';

/** Options of {@link BatonStack}. */
export interface BatonStackProps extends Pick<StackProps, 'env'> {
  readonly environment: Environment;
  /** Endpoint of the local cloud; absent on AWS. */
  readonly localEndpoint?: string;
}

/** Baton on one screen: every capability and what it depends on. */
export class BatonStack extends Stack {
  constructor(scope: Construct, id: string, props: BatonStackProps) {
    const { environment, localEndpoint } = props;
    super(scope, id, {
      env: props.env,
      description: `Baton (${environment.name}): the right owner, a clock and a rescue for every lead`,
      terminationProtection: environment.keepData,
    });
    const { topic } = new AlarmTopic(this, 'Alarms', { environment });
    const deployment: Deployment = { environment, alarmTopic: topic, localEndpoint };

    const storage = new Storage(this, 'Storage', { deployment });
    const secrets = new Secrets(this, 'Secrets', { deployment });
    const events = new LeadEvents(this, 'Events', { deployment, storage });
    const { handler } = new Authorizer(this, 'Callers', { deployment, storage });
    const api = new Api(this, 'Api', { deployment, authorizer: handler });

    new Intake(this, 'Intake', { deployment, storage, secrets, api });
    const routing = new Routing(this, 'Routing', { deployment, storage, secrets, events });
    const teamQueue = new TeamQueue(this, 'TeamQueue', { deployment, storage, events });
    const leadStepAccess = { storage, secrets, apiUrl: api.url };
    const followUp = new FollowUp(this, 'FollowUp', { deployment, events, ...leadStepAccess });
    new Notifications(this, 'Notifications', { deployment, storage, secrets, events, apiUrl: api.url });
    new OutgoingWebhooks(this, 'OutgoingWebhooks', { deployment, storage, secrets, events, apiUrl: api.url });
    new LeadApi(this, 'LeadDesk', { deployment, storage, secrets, teamQueue, api });
    new AccountApi(this, 'AccountDesk', { deployment, storage, api });
    new ShadowMode(this, 'Observing', { deployment, storage, api });
    new Reports(this, 'Reports', { deployment, storage, api });
    const recycling = new Recycling(this, 'Recycling', { deployment, storage });
    new Sweep(this, 'Sweep', { deployment, teamQueue, followUp, ...leadStepAccess });
    new Dashboard(this, 'Dashboard', { deployment });

    this.#output({
      ApiUrl: api.url,
      ApiId: api.http.apiId,
      LeadsTable: storage.leads.table.tableName,
      RepsTable: storage.reps.table.tableName,
      DeliveriesTable: storage.deliveries.table.tableName,
      BodiesBucket: storage.bodies.bucketName,
      EventBus: events.bus.eventBusName,
      DoorbellQueueUrl: teamQueue.doorbell.queueUrl,
      RoutingMachineArn: routing.machine.stateMachineArn,
      FollowUpMachineArn: followUp.machine.stateMachineArn,
      RecyclingMachineArn: recycling.machine.stateMachineArn,
      LinkSecretArn: secrets.links.secretArn,
      PersonKeySecretArn: secrets.personKeys.secretArn,
      SourceSecretsArn: secrets.sources.secretArn,
      WebhookSecretsArn: secrets.webhooks.secretArn,
      NotifySecretArn: secrets.notifications.secretArn,
      EnrichmentSecretArn: secrets.enrichment.secretArn,
    });
  }

  #output(values: Readonly<Record<OutputName, string>>): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, name, { value });
  }
}
