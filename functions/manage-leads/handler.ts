import { routeTable } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { realPeople } from '../wiring/people.ts';
import { realSecrets } from '../wiring/secrets.ts';
import { realStores } from '../wiring/stores.ts';
import { realWebhooks } from '../wiring/webhooks.ts';
import { placeByHand } from './place-by-hand.ts';
import { postActivity } from './post-activities.ts';
import { postLead } from './post-lead.ts';
import { showDecision, showLead, showLeads, showTimeline } from './show-leads.ts';
import { showReturning } from './show-returning.ts';
import { showWebhooks } from './show-webhooks.ts';

const runtime = startRuntime('manage-leads');
const stores = realStores();
const deps = { ...stores, ...realPeople(realSecrets(), stores.db), webhooks: realWebhooks(stores.db) };

/**
 * Serves leads over the API: create, list, get, timeline, decision, recycling preview, manual assignment, activities.
 * Trigger: API Gateway. Duplicates: a repeated submission or activity is recognised by its key. Late: a manual
 * assignment for an older epoch is refused.
 */
export const handler = routeTable<typeof deps>(
  [postLead, showLeads, showLead, showTimeline, showDecision, showReturning, showWebhooks, placeByHand, postActivity],
  deps,
  runtime,
);
