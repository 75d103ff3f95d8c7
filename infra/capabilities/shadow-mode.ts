import { Construct } from 'constructs';
import { shadowModeRoutes } from '../../shared/api/shadow-mode.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { CapabilityProps } from './capability-props.ts';

/**
 * Shadow mode: the switch between live and shadow, the incumbent's owners, and the comparison between the two systems.
 */
export class ShadowMode extends Construct {
  constructor(scope: Construct, id: string, { deployment, storage, api }: CapabilityProps) {
    super(scope, id);
    const manageShadowMode = new ServiceFunction(this, 'ManageShadowMode', {
      deployment,
      name: 'manage-shadow-mode',
      invocation: 'request',
      errorImpact: 'Nobody can switch the mode or see the comparison; leads continue in the current mode.',
      memoryMegabytes: 512,
      timeoutSeconds: 29,
    });
    storage.grant(manageShadowMode, { leads: 'read-write', reps: 'read-write' });
    api.serve(manageShadowMode, shadowModeRoutes);
  }
}
