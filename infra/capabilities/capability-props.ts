import type { Deployment } from '../constructs/deployment.ts';
import type { Api } from './api.ts';
import type { LeadEvents } from './lead-events.ts';
import type { Mail } from './mail.ts';
import type { Secrets } from './secrets.ts';
import type { Storage } from './storage.ts';

/** What every capability is built on. Each constructor picks what it needs. */
export interface CapabilityProps {
  readonly deployment: Deployment;
  readonly storage: Storage;
  readonly secrets: Secrets;
  readonly events: LeadEvents;
  readonly api: Api;
  readonly mail: Mail;
}
