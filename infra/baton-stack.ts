import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AccountApi } from './capabilities/account-api.ts';
import { Api } from './capabilities/api.ts';
import { Authorizer } from './capabilities/authorizer.ts';
import { Calendars } from './capabilities/calendars.ts';
import type { CapabilityProps } from './capabilities/capability-props.ts';
import { CapacityAlarms } from './capabilities/capacity-alarms.ts';
import { CrmReading } from './capabilities/crm-reading.ts';
import { CrmSync } from './capabilities/crm-sync.ts';
import { Dashboard } from './capabilities/dashboard.ts';
import { Digests } from './capabilities/digests.ts';
import { FollowUp } from './capabilities/follow-up.ts';
import { Intake } from './capabilities/intake.ts';
import { LeadApi } from './capabilities/lead-api.ts';
import { LeadEvents } from './capabilities/lead-events.ts';
import { Mail } from './capabilities/mail.ts';
import { Notifications } from './capabilities/notifications.ts';
import { OutgoingWebhooks } from './capabilities/outgoing-webhooks.ts';
import { PeopleRoles } from './capabilities/people-roles.ts';
import { Privacy } from './capabilities/privacy.ts';
import { Recycling } from './capabilities/recycling.ts';
import { Reports } from './capabilities/reports.ts';
import { Retention } from './capabilities/retention.ts';
import { Routing } from './capabilities/routing.ts';
import { Secrets } from './capabilities/secrets.ts';
import { ShadowMode } from './capabilities/shadow-mode.ts';
import { Storage } from './capabilities/storage.ts';
import { Sweep } from './capabilities/sweep.ts';
import { TeamQueue } from './capabilities/team-queue.ts';
import { AlarmTopics } from './constructs/alarm-topics.ts';
import type { Deployment } from './constructs/deployment.ts';
import { GradualDeployments } from './constructs/gradual-deployments.ts';
import { createLogGroup } from './constructs/log-group.ts';
import { createOwnKey } from './constructs/own-key.ts';
import { Schedules } from './constructs/schedules.ts';
import type { Environment } from './environment.ts';
import { signInOutputOf } from './environments.ts';
import type { OutputName } from './outputs.ts';
import { stackSettingsOf } from './stack-settings.ts';

/** Options of {@link BatonStack}. */
export interface BatonStackProps {
  readonly environment: Environment;
  /** New versions get all calls at once, even where the environment deploys gradually. */
  readonly atOnce?: boolean;
  /** Endpoint of the local cloud; absent on AWS. */
  readonly localEndpoint?: string;
}

/** Baton on one screen: what every capability is built on, then the capabilities. */
export class BatonStack extends Stack {
  constructor(scope: Construct, id: string, props: BatonStackProps) {
    const { environment, atOnce = false, localEndpoint } = props;
    super(scope, id, stackSettingsOf(environment));
    const key = createOwnKey(this, environment);
    const { topics: alarmTopics } = new AlarmTopics(this, 'Alarms', { environment, key });
    const gradual = environment.deployGradually ? new GradualDeployments(this, 'Releases', { atOnce }) : undefined;
    const functionLogs = createLogGroup(this, 'FunctionLogs', { environment, key });
    const basics = { environment, key, alarmTopics, gradual, functionLogs };
    const deployment: Deployment = { ...basics, localEndpoint, schedules: new Schedules(this, 'Schedules') };

    const storage = new Storage(this, 'Storage', { deployment });
    const secrets = new Secrets(this, 'Secrets', { deployment });
    const events = new LeadEvents(this, 'Events', { deployment, storage });
    const { handler } = new Authorizer(this, 'Callers', { deployment, storage });
    const api = new Api(this, 'Api', { deployment, authorizer: handler });
    const mail = new Mail(this, 'Mail', { deployment });

    const shared: CapabilityProps = { deployment, storage, secrets, events, api, mail };
    new Intake(this, 'Intake', shared);
    const routing = new Routing(this, 'Routing', shared);
    const teamQueue = new TeamQueue(this, 'TeamQueue', shared);
    const followUp = new FollowUp(this, 'FollowUp', shared);
    new Notifications(this, 'Notifications', shared);
    new Digests(this, 'Digests', shared);
    new OutgoingWebhooks(this, 'OutgoingWebhooks', shared);
    const crmSync = new CrmSync(this, 'Crm', shared);
    new CrmReading(this, 'CrmReading', shared);
    new LeadApi(this, 'LeadDesk', { ...shared, teamQueue });
    new AccountApi(this, 'AccountDesk', shared);
    new ShadowMode(this, 'Observing', shared);
    new Calendars(this, 'Calendars', { ...shared, teamQueue });
    new Reports(this, 'Reports', shared);
    new Privacy(this, 'Privacy', shared);
    const retention = new Retention(this, 'Retention', shared);
    const recycling = new Recycling(this, 'Recycling', shared);
    new Sweep(this, 'Sweep', { ...shared, teamQueue, followUp });
    const people = new PeopleRoles(this, 'People', { deployment, storage, secrets, recycling, crmSync, mail });
    // The local cloud throttles nothing, and has no alarms on queries.
    if (localEndpoint === undefined) new CapacityAlarms(this, 'Capacity', { deployment, storage });
    new Dashboard(this, 'Dashboard', { deployment });

    this.#output({
      ApiUrl: api.url,
      ApiId: api.http.apiId,
      LeadsTable: storage.leads.table.tableName,
      RepsTable: storage.reps.table.tableName,
      DeliveriesTable: storage.deliveries.table.tableName,
      ReportsTable: storage.reports.table.tableName,
      BodiesBucket: storage.bodies.bucketName,
      EventBus: events.bus.eventBusName,
      DoorbellQueueUrl: teamQueue.doorbell.queueUrl,
      RoutingMachineArn: routing.machine.stateMachineArn,
      FollowUpMachineArn: followUp.machine.stateMachineArn,
      RecyclingMachineArn: recycling.machine.stateMachineArn,
      RetentionMachineArn: retention.machine.stateMachineArn,
      LinkSecretArn: secrets.links.secretArn,
      PersonKeySecretArn: secrets.personKeys.secretArn,
      SourceSecretsArn: secrets.sources.secretArn,
      WebhookSecretsArn: secrets.webhooks.secretArn,
      NotifySecretArn: secrets.notifications.secretArn,
      EnrichmentSecretArn: secrets.enrichment.secretArn,
      SignIn: signInOutputOf(environment),
      SlackSecretArn: secrets.slack.secretArn,
      CrmSecretArn: secrets.crm.secretArn,
      CrmQueueUrl: crmSync.queue.queueUrl,
      CalendarSecretsArn: secrets.calendars.secretArn,
      OperatorRoleArn: people.operator.roleArn,
      ReadOnlyRoleArn: people.readOnly.roleArn,
    });
  }

  #output(values: Readonly<Record<OutputName, string>>): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, name, { value });
  }
}
