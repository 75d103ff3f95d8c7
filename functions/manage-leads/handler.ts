import { sha256 } from '../../shared/adapters/crypto/sha256.ts';
import { activityRoutes } from '../../shared/api/activities.ts';
import { leadRoutes } from '../../shared/api/leads.ts';
import { recyclingRoutes } from '../../shared/api/recycling.ts';
import { webhookRoutes } from '../../shared/api/webhooks.ts';
import { mergeRoutes } from '../../shared/runtime/http/route.ts';
import { serveRoutes } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createLazyPeople } from '../wiring/lazy-people.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createSentStores } from '../wiring/sent-stores.ts';
import { createStores } from '../wiring/stores.ts';
import { listWebhooks } from './list-webhooks.ts';
import { previewRecycling } from './preview-recycling.ts';
import { getDecision, getLead, getTimeline, listLeads } from './show-leads.ts';

const runtime = startRuntime('manage-leads');
const stores = createStores();
const people = createLazyPeople(createSecretReader(), stores.db);
const deps = { ...stores, ...people, ...createSentStores(stores.db), hash: sha256 };
const routes = mergeRoutes(leadRoutes, activityRoutes, recyclingRoutes, webhookRoutes);
const changes = async () => (await import('./change-leads.ts')).changeHandlers;

/**
 * Serves leads over the API: create, list, get, timeline, decision, recycling preview, manual assignment, activities.
 * Trigger: API Gateway. Duplicates: a repeated submission or activity is recognised by its key. Late: a manual
 * assignment for an older epoch is refused.
 */
export const handler = serveRoutes(routes, deps, runtime, {
  // Changes read people and working hours; most calls only show leads.
  createLead: async (call, all) => (await changes()).createLead(call, all),
  listLeads,
  getLead,
  getTimeline,
  getDecision,
  assignManually: async (call, all) => (await changes()).assignManually(call, all),
  recordActivities: async (call, all) => (await changes()).recordActivities(call, all),
  previewRecycling,
  listWebhooks,
});
