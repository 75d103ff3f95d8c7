import type { MessageVisibility } from '../../shared/adapters/sqs/message-visibility.ts';
import type { CrmNudges } from '../../shared/ports/crm-nudges.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createQueueHandler } from '../../shared/runtime/lambda/queue-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createCrmConnection } from '../wiring/crm.ts';
import { createCrmLinkStore } from '../wiring/crm-links.ts';
import { lazyPort } from '../wiring/lazy-port.ts';
import { createCachedStores } from '../wiring/stores.ts';
import { CrmMessage, syncMessages } from './sync-messages.ts';

const runtime = startRuntime('sync-crm');
const { db, leads, reps, doNotContact, mode, settings } = createCachedStores();
const { CRM_QUEUE_URL: url } = readEnv('CRM_QUEUE_URL');
// Hardly any lead has to be written again.
const retries = () => import('../wiring/retries.ts');
const deps = {
  leads,
  reps,
  doNotContact,
  mode,
  links: createCrmLinkStore(db),
  nudges: lazyPort<CrmNudges>(async () => (await retries()).createCrmRetries(url)),
  connection: createCrmConnection(settings),
  random: Math.random,
  messages: lazyPort<Pick<MessageVisibility, 'extend'>>(async () => (await retries()).createMessageVisibility(url)),
};

/**
 * Brings the CRM's records to what their leads are now: owner, status, score, rule, SLA deadline, and a task for the
 * owner. Trigger: the SQS queue of nudges from relay-events, and of the further attempts that this function sends to
 * itself. Duplicates and order: a nudge claims nothing; what is written is the difference between the lead now and what
 * was written last. Late: what was not accepted is tried again after longer each time, then moved to the dead-letter queue.
 */
export const handler = createQueueHandler(runtime, CrmMessage, (messages, invocation) =>
  syncMessages(messages, invocation, deps),
);
