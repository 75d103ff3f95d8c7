import type { Doorbell } from '../../shared/ports/doorbell.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { lazyPort } from './lazy-port.ts';

/** Creates the environment's doorbell, whose client is loaded when it first rings. */
export function createDoorbell(): Doorbell {
  const { DOORBELL_QUEUE_URL: url } = readEnv('DOORBELL_QUEUE_URL');
  return lazyPort<Doorbell>(async () => (await import('./doorbell-queue.ts')).createDoorbellQueue(url));
}
