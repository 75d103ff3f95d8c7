import { createRouteHandler } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createPeople } from '../wiring/people.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createStores } from '../wiring/stores.ts';
import { createWebhookStore } from '../wiring/webhooks.ts';
import { assignByApi } from './place-by-hand.ts';
import { postActivity } from './post-activities.ts';
import { postLead } from './post-lead.ts';
import { showDecision, showLead, showLeads, showTimeline } from './show-leads.ts';
import { showRecycling } from './show-returning.ts';
import { showWebhooks } from './show-webhooks.ts';

const runtime = startRuntime('manage-leads');
const stores = createStores();
const deps = { ...stores, ...createPeople(createSecretReader(), stores.db), webhooks: createWebhookStore(stores.db) };

/**
 * Serves leads over the API: create, list, get, timeline, decision, recycling preview, manual assignment, activities.
 * Trigger: API Gateway. Duplicates: a repeated submission or activity is recognised by its key. Late: a manual
 * assignment for an older epoch is refused.
 */
export const handler = createRouteHandler<typeof deps>(
  [postLead, showLeads, showLead, showTimeline, showDecision, showRecycling, showWebhooks, assignByApi, postActivity],
  deps,
  runtime,
);
