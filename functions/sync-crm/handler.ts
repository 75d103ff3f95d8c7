import { CrmNudgeQueue } from '../../shared/adapters/sqs/crm-nudge-queue.ts';
import { MessageVisibility } from '../../shared/adapters/sqs/message-visibility.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createQueueHandler } from '../../shared/runtime/lambda/queue-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createCrmConnection } from '../wiring/crm.ts';
import { createCrmLinkStore } from '../wiring/crm-links.ts';
import { createQueueClient } from '../wiring/queue-client.ts';
import { createCachedStores } from '../wiring/stores.ts';
import { CrmMessage, syncMessages } from './sync-messages.ts';

const runtime = startRuntime('sync-crm');
const { db, leads, reps, doNotContact, mode, settings } = createCachedStores();
const queue = { client: createQueueClient(), url: readEnv('CRM_QUEUE_URL').CRM_QUEUE_URL };
const deps = {
  leads,
  reps,
  doNotContact,
  mode,
  links: createCrmLinkStore(db),
  nudges: new CrmNudgeQueue(queue),
  connection: createCrmConnection(settings),
  random: Math.random,
  messages: new MessageVisibility(queue),
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
