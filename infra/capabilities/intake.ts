import { Construct } from 'constructs';
import { dismissQuarantined, getQuarantined, listQuarantine, redriveQuarantined } from '../../shared/api/quarantine.ts';
import { getSource, listSources } from '../../shared/api/sources.ts';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { ownMetric } from '../constructs/custom-metric.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Api } from './api.ts';
import type { Secrets } from './secrets.ts';
import type { Storage } from './storage.ts';

const NAME = 'receive-lead';

/** Options of {@link Intake}. */
interface IntakeProps {
  readonly deployment: Deployment;
  readonly storage: Storage;
  readonly secrets: Secrets;
  readonly api: Api;
}

/** Where leads come in: everything under /hooks goes to receive-lead, which answers whatever comes. */
export class Intake extends Construct {
  readonly receiveLead: ServiceFunction;

  constructor(scope: Construct, id: string, props: IntakeProps) {
    super(scope, id);
    const { deployment, storage, secrets, api } = props;
    this.receiveLead = new ServiceFunction(this, 'ReceiveLead', {
      deployment,
      name: NAME,
      invokedBy: 'request',
      errorImpact: 'Senders get errors instead of being told that their lead is safe; most send it again later.',
      settings: {
        ...storage.settings('LEADS_TABLE', 'REPS_TABLE', 'DELIVERIES_TABLE', 'BODIES_BUCKET', 'BODY_RETENTION_DAYS'),
        PERSON_KEY_SECRET_ARN: secrets.personKeys.secretArn,
        SOURCE_SECRETS_ARN: secrets.sources.secretArn,
        API_URL: api.url,
      },
      memoryMegabytes: 512,
      timeoutSeconds: 20,
    });
    storage.leads.grantRead(this.receiveLead);
    storage.leads.grantWrite(this.receiveLead);
    storage.reps.grantRead(this.receiveLead);
    // Who had a lead that was only observed gives its slot back when its person comes to a live Baton.
    storage.reps.grantWrite(this.receiveLead);
    storage.deliveries.grantRead(this.receiveLead);
    storage.deliveries.grantWrite(this.receiveLead);
    storage.grantBodies(this.receiveLead, 'write');
    secrets.personKeys.grantRead(this.receiveLead);
    secrets.sources.grantRead(this.receiveLead);
    api.serveAllUnder(
      '/hooks',
      this.receiveLead,
      'Senders cannot log in: the key in the address and the signature over the body are checked by the function.',
    );
    this.#quarantine(props);
    this.#sources(props);
    this.#alarms(deployment);
  }

  /** What no lead could be made of is looked after by people, over the API. */
  #quarantine({ deployment, storage, secrets, api }: IntakeProps): void {
    const manageQuarantine = new ServiceFunction(this, 'ManageQuarantine', {
      deployment,
      name: 'manage-quarantine',
      invokedBy: 'request',
      errorImpact: 'Deliveries that no lead could be made of cannot be mended over the API; they stay kept.',
      settings: {
        ...storage.settings('LEADS_TABLE', 'REPS_TABLE', 'DELIVERIES_TABLE', 'BODIES_BUCKET', 'BODY_RETENTION_DAYS'),
        PERSON_KEY_SECRET_ARN: secrets.personKeys.secretArn,
      },
      memoryMegabytes: 512,
    });
    storage.leads.grantRead(manageQuarantine);
    storage.leads.grantWrite(manageQuarantine);
    storage.reps.grantRead(manageQuarantine);
    storage.reps.grantWrite(manageQuarantine);
    storage.deliveries.grantRead(manageQuarantine, 'due');
    storage.deliveries.grantWrite(manageQuarantine);
    storage.grantBodies(manageQuarantine, 'read');
    secrets.personKeys.grantRead(manageQuarantine);
    api.serve(manageQuarantine, {
      routes: [listQuarantine, getQuarantined, redriveQuarantined, dismissQuarantined],
    });
  }

  /** Where leads come from, and what about it people should look at. */
  #sources({ deployment, storage, api }: IntakeProps): void {
    const manageSources = new ServiceFunction(this, 'ManageSources', {
      deployment,
      name: 'manage-sources',
      invokedBy: 'request',
      errorImpact: 'Nobody sees over the API what sources deliver; they go on delivering.',
      settings: storage.settings('REPS_TABLE', 'DELIVERIES_TABLE'),
    });
    storage.reps.grantRead(manageSources);
    storage.deliveries.grantRead(manageSources);
    api.serve(manageSources, { routes: [listSources, getSource] });
  }

  #alarms(deployment: Deployment): void {
    new BatonAlarm(this, 'RefusedSenders', {
      deployment,
      metric: ownMetric(deployment, NAME, 'DeliveryUnproven'),
      threshold: 1,
      periods: 3,
      errorImpact: 'A known source delivers with a wrong secret: its leads are refused until secret and sender agree.',
      runbookSection: 'refused-senders',
    });
    new BatonAlarm(this, 'UnreadableDeliveries', {
      deployment,
      metric: ownMetric(deployment, NAME, 'DeliveryUnparseable'),
      threshold: 1,
      errorImpact:
        'A delivery was kept but no lead could be made of it: somebody waits for an answer that nobody gives.',
      runbookSection: 'unreadable-deliveries',
    });
    new BatonAlarm(this, 'UnmappedFields', {
      deployment,
      metric: ownMetric(deployment, NAME, 'UnmappedField'),
      threshold: 1,
      errorImpact: 'A form has a field that nothing maps: what it says counts neither for routing nor for the score.',
      runbookSection: 'unmapped-fields',
    });
    new BatonAlarm(this, 'UnknownValues', {
      deployment,
      metric: ownMetric(deployment, NAME, 'UnknownValue'),
      threshold: 1,
      errorImpact: 'A form says a value that nobody can read: rules that ask for it pass such leads over.',
      runbookSection: 'unknown-values',
    });
    new BatonAlarm(this, 'SilentSources', {
      deployment,
      metric: ownMetric(deployment, 'sweep', 'SourceSilent', 'Maximum'),
      threshold: 1,
      periods: 3,
      errorImpact: 'A source has delivered nothing for longer than it should: its form or its hook may be broken.',
      runbookSection: 'silent-sources',
    });
  }
}
