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

/** Leads over the API: post, list, look at one, its timeline and its decision, see who comes back, give one to a rep by hand, and take in what happened elsewhere. */
export const handler = routeTable<typeof deps>(
  [postLead, showLeads, showLead, showTimeline, showDecision, showReturning, showWebhooks, placeByHand, postActivity],
  deps,
  runtime,
);
