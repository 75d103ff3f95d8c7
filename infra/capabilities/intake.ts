import { Construct } from 'constructs';
import { knownFieldRoutes } from '../../shared/api/known-fields.ts';
import { quarantineRoutes } from '../../shared/api/quarantine.ts';
import { sourceRoutes } from '../../shared/api/sources.ts';
import { BatonAlarm } from '../constructs/baton-alarm.ts';
import { customMetric } from '../constructs/custom-metric.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { CapabilityProps } from './capability-props.ts';

const FUNCTION_NAME = 'receive-lead';

/** Lead intake: everything under /hooks goes to receive-lead, which answers every request. */
export class Intake extends Construct {
  readonly receiveLead: ServiceFunction;

  constructor(scope: Construct, id: string, props: CapabilityProps) {
    super(scope, id);
    const { deployment, storage, secrets, api } = props;
    this.receiveLead = new ServiceFunction(this, 'ReceiveLead', {
      deployment,
      name: FUNCTION_NAME,
      invocation: 'request',
      errorImpact: 'Senders get errors instead of a receipt for their lead; most retry later.',
      settings: { API_URL: api.url },
      memoryMegabytes: 512,
      timeoutSeconds: 20,
      reservedConcurrency: deployment.environment.concurrency.reservedForIntake,
    });
    storage.grant(this.receiveLead, {
      leads: 'read-write',
      // When a person returns after Baton went live, the slot held by their lead from shadow mode is released.
      reps: 'read-write',
      deliveries: ['get', 'query', 'put', 'update'],
      bodies: 'write',
    });
    secrets.grant(this.receiveLead, 'personKeys', 'sources');
    api.serveAllUnder('/hooks', this.receiveLead, {
      publicBecause: 'Senders cannot log in. The function checks the key in the URL and the signature of the body.',
      throttle: 'hooks',
    });
    this.#quarantine(props);
    this.#sources(props);
    this.#alarms(deployment);
  }

  /** The quarantine API: people look after deliveries that no lead could be made of. */
  #quarantine({ deployment, storage, secrets, api }: CapabilityProps): void {
    const manageQuarantine = new ServiceFunction(this, 'ManageQuarantine', {
      deployment,
      name: 'manage-quarantine',
      invocation: 'request',
      errorImpact: 'Deliveries that no lead could be made of cannot be repaired over the API; they stay stored.',
      memoryMegabytes: 512,
    });
    storage.grant(manageQuarantine, {
      leads: 'read-write',
      reps: 'read-write',
      deliveries: { access: ['get', 'query', 'update'], indexes: ['due'] },
      bodies: 'read',
    });
    secrets.grant(manageQuarantine, 'personKeys');
    api.serve(manageQuarantine, quarantineRoutes);
  }

  /** The sources API: where leads come from, and what about each source needs attention. */
  #sources({ deployment, storage, secrets, api }: CapabilityProps): void {
    const manageSources = new ServiceFunction(this, 'ManageSources', {
      deployment,
      name: 'manage-sources',
      invocation: 'request',
      errorImpact: 'The API cannot show what sources deliver, and forms ask for what is known; leads continue to flow.',
    });
    storage.grant(manageSources, { leads: ['get', 'query'], reps: ['get', 'query'], deliveries: ['query', 'update'] });
    secrets.grant(manageSources, 'personKeys', 'sources');
    api.serve(manageSources, sourceRoutes);
    api.serve(manageSources, knownFieldRoutes, {
      publicBecause:
        'Visitors of a form cannot log in. The function checks the token, signed with the secret of a source.',
      throttle: 'hooks',
    });
  }

  #alarms(deployment: Deployment): void {
    new BatonAlarm(this, 'RefusedSenders', {
      deployment,
      metric: customMetric(deployment, FUNCTION_NAME, 'DeliveryUnproven'),
      threshold: 1,
      periods: 3,
      errorImpact: 'A known source delivers with a wrong secret: its leads are refused until the secrets match.',
      runbookSection: 'refused-senders',
    });
    new BatonAlarm(this, 'UnreadableDeliveries', {
      deployment,
      metric: customMetric(deployment, FUNCTION_NAME, 'DeliveryUnparseable'),
      threshold: 1,
      errorImpact: 'A delivery was stored but no lead could be made of it: somebody is waiting for an answer.',
      runbookSection: 'unreadable-deliveries',
    });
    new BatonAlarm(this, 'UnmappedFields', {
      deployment,
      metric: customMetric(deployment, FUNCTION_NAME, 'UnmappedField'),
      threshold: 1,
      errorImpact: 'A form has a field that nothing maps: its value counts neither for routing nor for the score.',
      runbookSection: 'unmapped-fields',
    });
    new BatonAlarm(this, 'UnknownValues', {
      deployment,
      metric: customMetric(deployment, FUNCTION_NAME, 'UnknownValue'),
      threshold: 1,
      errorImpact: 'A form sends a value that Baton cannot interpret: rules that use it do not match such leads.',
      runbookSection: 'unknown-values',
    });
    new BatonAlarm(this, 'SilentSources', {
      deployment,
      metric: customMetric(deployment, 'sweep', 'SourceSilent', 'Maximum'),
      threshold: 1,
      periods: 3,
      errorImpact: 'A source has delivered nothing for longer than it should: its form or its hook may be broken.',
      runbookSection: 'silent-sources',
    });
  }
}
