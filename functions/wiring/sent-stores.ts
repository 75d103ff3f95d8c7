import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { createCrmLinkStore } from './crm-links.ts';
import { createNoticeStore } from './notices.ts';
import { createWebhookStore } from './webhooks.ts';

/** Creates the stores of what was sent about leads: to people, to subscribers, and to the CRM. */
export function createSentStores(db: Database) {
  return { notices: createNoticeStore(db), webhooks: createWebhookStore(db), crmLinks: createCrmLinkStore(db) };
}
